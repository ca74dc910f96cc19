package io.jenkins.plugins.ecsdeploy.emulator;

/**
 * The ARNs of one account and region, in the long format. Source: "Amazon ECS Amazon Resource Names and IDs" in the
 * developer guide.
 */
public record Arns(String region, String account) {
    /** The partition that the region's name belongs to. */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    public String cluster(String name) {
        return ecs("cluster/" + name);
    }

    public String service(String cluster, String name) {
        return ecs("service/" + cluster + "/" + name);
    }

    public String taskDefinition(String family, int revision) {
        return ecs("task-definition/" + family + ":" + revision);
    }

    public String task(String cluster, String id) {
        return ecs("task/" + cluster + "/" + id);
    }

    public String container(String cluster, String task, String id) {
        return ecs("container/" + cluster + "/" + task + "/" + id);
    }

    public String containerInstance(String id) {
        return ecs("container-instance/" + id);
    }

    public String serviceDeployment(String cluster, String service, String id) {
        return ecs("service-deployment/" + cluster + "/" + service + "/" + id);
    }

    public String serviceRevision(String cluster, String service, String id) {
        return ecs("service-revision/" + cluster + "/" + service + "/" + id);
    }

    public String taskSet(String cluster, String service, String id) {
        return ecs("task-set/" + cluster + "/" + service + "/" + id);
    }

    /** A listener of the application or network load balancer of that name. */
    public String listener(String kind, String balancer, int port) {
        return loadBalancing("listener/" + kind + "/" + balancer + "/0123456789abcdef/" + String.format("%016x", port));
    }

    /** Anything of Elastic Load Balancing. */
    public String loadBalancing(String resource) {
        return "arn:" + partition() + ":elasticloadbalancing:" + region + ":" + account + ":" + resource;
    }

    /** A rule of a listener of the application load balancer of that name. */
    public String listenerRule(String balancer, int port) {
        return listener("app", balancer, port).replace(":listener/", ":listener-rule/") + "/fedcba9876543210";
    }

    public String codeDeploy(String resource) {
        return "arn:" + partition() + ":codedeploy:" + region + ":" + account + ":" + resource;
    }

    public String ecrRepository(String name) {
        return "arn:" + partition() + ":ecr:" + region + ":" + account + ":repository/" + name;
    }

    public String targetGroup(String name) {
        return loadBalancing("targetgroup/" + name + "/0123456789abcdef");
    }

    public String function(String name) {
        return "arn:" + partition() + ":lambda:" + region + ":" + account + ":function:" + name;
    }

    public String iam(String resource) {
        return "arn:" + partition() + ":iam::" + account + ":" + resource;
    }

    public String assumedRole(String role, String session) {
        return "arn:" + partition() + ":sts::" + account + ":assumed-role/" + role + "/" + session;
    }

    /** The part of an ARN of this account and region after the service's name, or null if it is none. */
    public String resource(String arn) {
        String prefix = ecs("");
        return arn.startsWith(prefix) ? arn.substring(prefix.length()) : null;
    }

    private String ecs(String resource) {
        return "arn:" + partition() + ":ecs:" + region + ":" + account + ":" + resource;
    }
}
