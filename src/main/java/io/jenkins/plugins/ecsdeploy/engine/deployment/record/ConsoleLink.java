package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses in the AWS console, which differ by partition (AWS General Reference, "AWS Management Console endpoints"). */
public final class ConsoleLink {
    private ConsoleLink() {}

    /** The deployments page of a service. */
    public static URI service(String region, String cluster, String service) {
        return URI.create("https://" + host(region) + "/ecs/v2/clusters/" + encode(name(cluster)) + "/services/"
                + encode(service) + "/deployments?region=" + encode(region));
    }

    /** A task by its ARN or id. */
    public static URI task(String region, String cluster, String task) {
        return URI.create("https://" + host(region) + "/ecs/v2/clusters/" + encode(name(cluster)) + "/tasks/"
                + encode(name(task)) + "/configuration?region=" + encode(region));
    }

    /** A deployment of CodeDeploy. */
    public static URI codeDeploy(String region, String deploymentId) {
        return URI.create("https://" + host(region) + "/codesuite/codedeploy/deployments/" + encode(deploymentId)
                + "?region=" + encode(region));
    }

    private static String host(String region) {
        if (region.startsWith("cn-")) {
            return region + ".console.amazonaws.cn";
        }
        if (region.startsWith("us-gov-")) {
            return "console.amazonaws-us-gov.com";
        }
        return region + ".console.aws.amazon.com";
    }

    /** A cluster may be given by its ARN; the console wants the name. */
    private static String name(String cluster) {
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
