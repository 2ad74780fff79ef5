"""The calls to make, one file a service, named as boto3 names it, each with the constant SERVICE."""
