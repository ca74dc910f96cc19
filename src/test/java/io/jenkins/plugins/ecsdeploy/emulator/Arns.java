package io.jenkins.plugins.ecsdeploy.emulator;

/**
 * The ARNs of one account and region, in the long format. Source: "Amazon ECS Amazon Resource Names and IDs" in the
 * developer guide.
 */
record Arns(String region, String account) {
    /** The partition that the region's name belongs to. */
    String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    String cluster(String name) {
        return ecs("cluster/" + name);
    }

    String service(String cluster, String name) {
        return ecs("service/" + cluster + "/" + name);
    }

    String taskDefinition(String family, int revision) {
        return ecs("task-definition/" + family + ":" + revision);
    }

    String task(String cluster, String id) {
        return ecs("task/" + cluster + "/" + id);
    }

    String container(String cluster, String task, String id) {
        return ecs("container/" + cluster + "/" + task + "/" + id);
    }

    String serviceDeployment(String cluster, String service, String id) {
        return ecs("service-deployment/" + cluster + "/" + service + "/" + id);
    }

    String serviceRevision(String cluster, String service, String id) {
        return ecs("service-revision/" + cluster + "/" + service + "/" + id);
    }

    String targetGroup(String name) {
        return "arn:" + partition() + ":elasticloadbalancing:" + region + ":" + account + ":targetgroup/" + name
                + "/0123456789abcdef";
    }

    String iam(String resource) {
        return "arn:" + partition() + ":iam::" + account + ":" + resource;
    }

    String assumedRole(String role, String session) {
        return "arn:" + partition() + ":sts::" + account + ":assumed-role/" + role + "/" + session;
    }

    /** The part of an ARN of this account and region after the service's name, or null if it is none. */
    String resource(String arn) {
        String prefix = ecs("");
        return arn.startsWith(prefix) ? arn.substring(prefix.length()) : null;
    }

    private String ecs(String resource) {
        return "arn:" + partition() + ":ecs:" + region + ":" + account + ":" + resource;
    }
}
