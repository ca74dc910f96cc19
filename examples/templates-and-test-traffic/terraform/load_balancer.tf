# The same before and after the move: two listeners and two target groups.
variable "vpc_id" {
  type = string
}

variable "subnets" {
  description = "Those of the tasks, which are private"
  type        = list(string)
}

variable "load_balancer_subnets" {
  description = "Those of the load balancer, which users reach"
  type        = list(string)
}

variable "security_groups" {
  type = list(string)
}

resource "aws_lb" "backend" {
  name            = "backend"
  subnets         = var.load_balancer_subnets
  security_groups = var.security_groups
}

resource "aws_lb_target_group" "backend" {
  for_each    = toset(["blue", "green"])
  name        = "backend-${each.key}"
  port        = 3000
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "backend" {
  for_each          = { production = 80, test = 8080 }
  load_balancer_arn = aws_lb.backend.arn
  port              = each.value
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.backend["blue"].arn
  }

  lifecycle {
    ignore_changes = [default_action] # deployments move it
  }
}
