documentation_complete: true

title: CIS Amazon Elastic Kubernetes Service Benchmark - Platform

description: |-
  This profile checks the cluster itself against the CIS Amazon EKS Benchmark, version V1.0.1: its logging, identities,
  encryption, network and registries, and two settings of its kubelets that can be read through the Kubernetes API. The
  worker nodes have a profile of their own, <code>cis-node</code>.

  It applies to EKS 1.21 and greater.

platform: eks

metadata:
  version: '1.0.1'

reference: https://www.cisecurity.org/benchmark/kubernetes/

selections:
  - approved_registries
  - audit_logging
  - configure_network_policies_namespaces
  - configure_network_policy
  - configure_tls
  - control_plane_access
  - dedicated_service_accounts
  - endpoint_configuration
  - fargate
  - iam_integration
  - image_scanning
  - kubelet_configure_client_ca
  - kubelet_read_only_port_secured
  - private_nodes
  - read_only_registry_access
  - registry_access
  - secret_encryption
