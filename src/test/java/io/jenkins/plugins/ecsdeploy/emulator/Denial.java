package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * AWS's words for a missing permission. Source: "Troubleshoot access denied error messages" in the IAM user guide.
 */
final class Denial {
    private Denial() {}

    static AwsError of(World world, String permission, ObjectNode request, Caller caller) {
        return of(permission, resource(world, request), caller);
    }

    static AwsError of(String permission, String resource, Caller caller) {
        return AwsError.of(
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + permission + " on resource: "
                        + resource + " because no identity-based policy allows the " + permission
                        + " action");
    }

    /** The resource type that the "Service Authorization Reference" gives the action, where the request names one. */
    private static String resource(World world, ObjectNode request) {
        for (String key : new String[] {"serviceDeploymentArn", "RoleArn"}) {
            if (Json.has(request, key)) {
                return Json.text(request, key);
            }
        }
        if (request.path("serviceDeploymentArns").has(0)) {
            return request.path("serviceDeploymentArns").path(0).asText();
        }
        String cluster = request.path("cluster").asText("default");
        cluster = cluster.substring(cluster.lastIndexOf('/') + 1);
        String service =
                request.path("services").path(0).asText(request.path("service").asText());
        if (!service.isEmpty()) {
            return world.arns.service(cluster, service.substring(service.lastIndexOf('/') + 1));
        }
        return request.has("cluster") ? world.arns.cluster(cluster) : "*";
    }
}
