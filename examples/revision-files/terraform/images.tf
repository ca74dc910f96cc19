# Which image does a service run? Two answers that Terraform can read; each of the two services here has another one.

# From the file: what a commit says, Terraform and ecsSync read alike.
data "external" "webapp1" {
  program = ["${path.module}/image"]
  query   = { cluster = "cluster1", app = "webapp1" }
}

# From the history of deployments in Jenkins: what runs, whichever job deployed it. The user needs Overall/Read, and Job/Read on
# the jobs that deploy.
data "http" "service1" {
  url             = "${var.jenkins}/ecs/api/json?service=service1&tree=running[cluster,images]"
  request_headers = { Authorization = "Basic ${base64encode("${var.jenkins_user}:${var.jenkins_token}")}" }
}

locals {
  answers = { file = data.external.webapp1.result, jenkins = data.http.service1.response_body }
}

variable "jenkins" {
  description = "The address of Jenkins, such as https://jenkins.acme.com"
  type        = string
}

variable "jenkins_user" {
  type = string
}

variable "jenkins_token" {
  type      = string
  sensitive = true
}
