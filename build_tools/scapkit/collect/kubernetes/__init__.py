"""Answers of the Kubernetes API, over plain HTTPS with what a kubeconfig or a service account says."""
