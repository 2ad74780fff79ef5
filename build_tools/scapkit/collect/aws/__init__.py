"""Answers of the AWS API about one EKS cluster and what it stands on."""
