# The user of this environment's target in Jenkins. It can deploy this one service, and register nothing: a forced
# deployment needs neither ecs:RegisterTaskDefinition nor iam:PassRole.
resource "aws_iam_user" "jenkins" {
  name = "jenkins-${var.environment}"
}

data "aws_iam_policy_document" "jenkins" {
  statement {
    sid = "Read"
    actions = [
      "ecs:DescribeServiceDeployments",
      "ecs:DescribeServiceRevisions",
      "ecs:DescribeServices",
      "ecs:DescribeTaskDefinition",
      "ecs:DescribeTasks",
      "ecs:ListServiceDeployments",
      "ecs:ListTasks",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Deploy"
    actions   = ["ecs:UpdateService"]
    resources = [aws_ecs_service.software.id]
  }

  # Only for onAbort and onFailure; without it, ecs:UpdateService has to do.
  statement {
    sid       = "RollBack"
    actions   = ["ecs:StopServiceDeployment"]
    resources = ["${replace(aws_ecs_service.software.id, ":service/", ":service-deployment/")}/*"]
  }
}

resource "aws_iam_user_policy" "jenkins" {
  name   = "deploy-software"
  user   = aws_iam_user.jenkins.name
  policy = data.aws_iam_policy_document.jenkins.json
}
