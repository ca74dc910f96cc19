package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Target groups exist, and take what tasks of this network mode can be registered as. */
final class TargetGroupCheck implements Check {
    @Override
    public List<Look> looks(Subject subject) {
        Set<String> arns = new LinkedHashSet<>();
        for (JsonNode balancer : balancers(subject.service())) {
            arns.add(balancer.path("targetGroupArn").asText());
            arns.add(balancer.at("/advancedConfiguration/alternateTargetGroupArn")
                    .asText());
        }
        arns.remove("");
        return arns.stream()
                .map(arn -> new Look(
                        "target group",
                        arn,
                        () -> List.of(find(
                                subject,
                                new Look("target group", arn, List::of),
                                () -> subject.ecs().checks().targetGroup(arn)))))
                .toList();
    }

    /** Those of the service; of one of CodeDeploy, those of the tasks that have the traffic. */
    static List<JsonNode> balancers(JsonNode service) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode set : service.path("taskSets")) {
            if (set.path("status").asText().equals("PRIMARY")) {
                set.path("loadBalancers").forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            service.path("loadBalancers").forEach(found::add);
        }
        return found;
    }

    static Finding find(Subject subject, Look look, Supplier<Optional<TargetGroup>> question) {
        Optional<TargetGroup> group;
        try {
            group = question.get();
        } catch (TargetGroupNotFoundException e) {
            group = Optional.empty();
        }
        return group.map(found -> compare(subject, look, found))
                .orElseGet(() ->
                        look.wrong("it does not exist in this account and region", "Create it, or change the service"));
    }

    /**
     * Developer guide, "Use load balancing to distribute Amazon ECS service traffic": tasks of the network mode awsvpc have
     * addresses of their own, and must be registered by them; others are registered by their instances.
     */
    private static Finding compare(Subject subject, Look look, TargetGroup group) {
        String mode = subject.definition().networkMode();
        TargetTypeEnum wanted = mode.equals("awsvpc") ? TargetTypeEnum.IP : TargetTypeEnum.INSTANCE;
        if (group.targetType() == wanted) {
            return look.ok(
                    "it has the target type " + group.targetTypeAsString() + ", as network mode " + mode + " needs it");
        }
        if (group.targetType() == null || group.targetType() == TargetTypeEnum.UNKNOWN_TO_SDK_VERSION) {
            return look.notCheckable("it exists, with a target type that is not known here", "");
        }
        return look.wrong(
                "it has the target type " + group.targetTypeAsString() + ", and tasks of the network mode " + mode
                        + " need " + wanted,
                "Use a target group of the type " + wanted + ", or another network mode");
    }
}
