"""The configuration that a kubelet has in effect, from its answer or from what it was made of."""
