documentation_complete: true

title: CIS Amazon Elastic Kubernetes Service (EKS) Benchmark 1.8.0 - Node

description: |-
  This profile checks a worker node of an EKS cluster against the CIS Amazon EKS Benchmark, version V1.8.0: who may write
  to the kubelet's files, and how the kubelet authenticates callers, protects its connections, records events and renews
  its certificates. The cluster has a profile of its own, <code>cis-1.8</code>.

  It takes what the controls of section 3 name. Fargate has no nodes for you to configure.

platform: eks-node

metadata:
  version: '1.8.0'

reference: https://www.cisecurity.org/benchmark/kubernetes/

selections:
  - cis_eks_1_8_0:3
