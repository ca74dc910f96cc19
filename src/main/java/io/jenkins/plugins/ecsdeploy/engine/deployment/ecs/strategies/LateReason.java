package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What to do about the reasons that ECS has for a refusal or a rollback of a deployment with stages; most of them it finds
 * only when the deployment has begun (developer guide, "Troubleshooting Amazon ECS blue/green deployments").
 */
public final class LateReason {
    /** By a part of ECS's words; the first that fits. */
    private static final Map<Pattern, String> REMEDIES = new LinkedHashMap<>();

    static {
        put(
                "active deployments exist",
                "ECS takes five active deployments of a service at most. Wait until they have ended, or stop those that"
                        + " hang with aws ecs stop-service-deployment");
        put(
                "Infrastructure Role",
                "The role in the service's load balancer configuration must exist, be assumable by ecs.amazonaws.com, and"
                        + " have the policy AmazonECSInfrastructureRolePolicyForLoadBalancers");
        put(
                "is not associated with either",
                "Both target groups have to hang on the production rule, the one without traffic with the weight 0, or on"
                        + " the test rule");
        put(
                "should have exactly one target group serving traffic",
                "Give one of the two target groups of that rule the weight 100 and the other the weight 0");
        put(
                "unexpected target group",
                "Let that rule forward to the service's two target groups alone, or name the right rule in the service");
        put("target group .* does not exist", "Create the target group again, or name another one in the service");
        put("rules not found", "Create the listener rule again, or name another one in the service");
        put(
                "invalid networking configuration",
                "Look at the service's load balancers: rules, target groups and the role");
        put(
                "pause hook timed out",
                "Nobody answered in time. Answer with ecsGate, or give the hook a longer timeoutConfiguration");
        put("lifecycle hook", "Look at the log of the hook's Lambda function, and at its role");
    }

    private LateReason() {}

    private static void put(String words, String remedy) {
        REMEDIES.put(Pattern.compile(words), remedy);
    }

    /** What to do, in brackets behind ECS's words; empty where that is not known here. */
    public static String remedy(String reason) {
        return REMEDIES.entrySet().stream()
                .filter(known -> known.getKey().matcher(reason).find())
                .findFirst()
                .map(known -> " (" + known.getValue() + ")")
                .orElse("");
    }
}
