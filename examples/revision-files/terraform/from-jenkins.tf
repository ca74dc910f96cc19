# The image from the history of deployments in Jenkins: what runs, whoever deployed it. The user needs Job/Read alone.
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

data "http" "service1" {
  url             = "${var.jenkins}/ecs/api/json?service=service1&tree=running[cluster,images]"
  request_headers = { Authorization = "Basic ${base64encode("${var.jenkins_user}:${var.jenkins_token}")}" }
}

locals {
  running        = jsondecode(data.http.service1.response_body).running
  service1_image = one([for service in local.running : service.images.service1 if service.cluster == "cluster1"])
}

resource "aws_ecs_task_definition" "service1" {
  family       = "service1"
  track_latest = true
  skip_destroy = true

  container_definitions = jsonencode([{
    name      = "service1"
    image     = local.service1_image
    memory    = 256
    essential = true
  }])
}

resource "aws_ecs_service" "service1" {
  name            = "service1"
  cluster         = "cluster1"
  task_definition = aws_ecs_task_definition.service1.arn
  desired_count   = 2
}
