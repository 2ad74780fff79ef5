documentation_complete: true

title: CIS Amazon Elastic Kubernetes Service (EKS) Benchmark - Node

description: |-
  This profile checks a worker node of an EKS cluster against the CIS Amazon EKS Benchmark, version V1.0.1: who may write
  to the kubelet's files, and how the kubelet authenticates callers, protects its connections and renews its certificates.
  The cluster has a profile of its own, <code>cis</code>.

  It applies to nodes of EKS 1.21 and greater that run on EC2. Fargate has no nodes for you to configure.

platform: eks-node

metadata:
  version: '1.0.1'

reference: https://www.cisecurity.org/benchmark/kubernetes/

selections:
  - file_groupowner_kubelet_conf
  - file_groupowner_worker_kubeconfig
  - file_owner_kubelet_conf
  - file_owner_worker_kubeconfig
  - file_permissions_kubelet_conf
  - file_permissions_worker_kubeconfig
  - kubelet_anonymous_auth
  - kubelet_authorization_mode
  - kubelet_disable_hostname_override
  - kubelet_enable_cert_rotation
  - kubelet_enable_client_cert_rotation
  - kubelet_enable_iptables_util_chains
  - kubelet_enable_protect_kernel_defaults
  - kubelet_enable_server_cert_rotation
  - kubelet_enable_streaming_connections
