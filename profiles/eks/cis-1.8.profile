documentation_complete: true

title: CIS Amazon Elastic Kubernetes Service Benchmark 1.8.0 - Platform

description: |-
  This profile checks the cluster itself against the CIS Amazon EKS Benchmark, version V1.8.0: its logging, role-based
  access control, workloads, secrets, identities, encryption, network and registries. The worker nodes have a profile of
  their own, <code>cis-1.8-node</code>.

  It takes what the controls of sections 2, 4 and 5 name.

platform: eks

metadata:
  version: '1.8.0'

reference: https://www.cisecurity.org/benchmark/kubernetes/

selections:
  - cis_eks_1_8_0:2
  - cis_eks_1_8_0:4
  - cis_eks_1_8_0:5
