package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What ECS finds wrong with load balancers and the role for them only after a deployment has begun: it is rolled back.
 * Source of the wordings: "Troubleshooting Amazon ECS blue/green deployments"; those of missing target groups and rules
 * are known from users.
 */
public enum NetworkFault {
    /** The infrastructure role is not there, or ECS may not assume it. */
    ROLE(". ECS was unable to manage the ELB resources due to missing permissions on ECS Infrastructure Role '%role'."),
    /** A target group hangs on no rule. */
    NOT_ASSOCIATED(
            ": Target group %alternate is not associated with either productionListenerRule or testListenerRule."),
    /** The production rule has traffic for both target groups. */
    TWO_SERVING(". productionListenerRule %rule should have exactly one target group serving traffic but found 2 target"
            + " groups which are serving traffic"),
    /** The production rule has traffic for a target group of somebody else. */
    UNEXPECTED_GROUP(
            ". Production listener rule is forwarding traffic to unexpected target group %group-other. Expected traffic"
                    + " to be forwarded to either targetGroupArn: %group or alternateTargetGroupArn: %alternate"),
    /** A target group has been deleted. */
    GROUP_MISSING(". The target group %alternate does not exist."),
    /** A listener rule has been deleted. */
    RULE_MISSING(". One or more rules not found");

    private final String words;

    NetworkFault(String words) {
        this.words = words;
    }

    String reason(JsonNode balancer) {
        JsonNode advanced = balancer.path("advancedConfiguration");
        return ("Service deployment rolled back because of invalid networking configuration" + words)
                .replace("%role", advanced.path("roleArn").asText())
                .replace("%alternate", advanced.path("alternateTargetGroupArn").asText())
                .replace("%rule", advanced.path("productionListenerRule").asText())
                .replace("%group", balancer.path("targetGroupArn").asText());
    }
}
