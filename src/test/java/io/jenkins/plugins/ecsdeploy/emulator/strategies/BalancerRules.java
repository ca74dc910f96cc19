package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.HashSet;
import java.util.Set;

/**
 * What CreateService and UpdateService refuse at once about load balancers with an advancedConfiguration. Source, with
 * all wordings: "Troubleshooting Amazon ECS blue/green deployments", "Load balancer configuration issues".
 */
final class BalancerRules {
    private BalancerRules() {}

    /** @throws AwsError InvalidParameterException for the first rule that they break */
    static void check(JsonNode balancers, boolean rolling) {
        int advanced = 0;
        int classic = 0;
        Set<String> groups = new HashSet<>();
        for (JsonNode balancer : balancers) {
            boolean old = Json.has(balancer, "loadBalancerName");
            classic += old ? 1 : 0;
            if (Json.has(balancer, "advancedConfiguration")) {
                if (old) {
                    throw AwsError.invalid("advancedConfiguration field is not allowed with ELBv1 loadBalancers");
                }
                advanced++;
                rules(balancer.get("advancedConfiguration"));
            }
        }
        if (classic > 0 && classic < balancers.size()) {
            throw AwsError.invalid(
                    "All loadBalancers must be strictly either ELBv1 (defining loadBalancerName) or ELBv2"
                            + " (defining targetGroupArn)");
        }
        if (!rolling && advanced < balancers.size()) {
            throw AwsError.invalid(
                    "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment"
                            + " strategy");
        }
        if (advanced > 0 && advanced < balancers.size()) {
            throw AwsError.invalid(
                    "Either all or none of the provided loadBalancers must have advancedConfiguration defined");
        }
        if (advanced > 0) {
            for (JsonNode balancer : balancers) {
                unique(groups, balancer.path("targetGroupArn").asText());
                unique(
                        groups,
                        balancer.at("/advancedConfiguration/alternateTargetGroupArn")
                                .asText());
            }
        }
    }

    private static void unique(Set<String> groups, String arn) {
        if (!groups.add(arn)) {
            throw AwsError.invalid("Duplicate targetGroupArn found: " + arn);
        }
    }

    private static void rules(JsonNode advanced) {
        String production = format(advanced, "productionListenerRule");
        String test = format(advanced, "testListenerRule");
        if (production != null && production.equals(test)) {
            throw AwsError.invalid(
                    "The following rules cannot be used as both production and test listener rules: " + test);
        }
    }

    private static String format(JsonNode advanced, String key) {
        String arn = Json.text(advanced, key);
        if (arn != null && !arn.contains(":listener-rule/app/") && !arn.contains(":listener/net/")) {
            throw AwsError.invalid(
                    key + " has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: " + arn);
        }
        return arn;
    }
}
