package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.DeploymentState;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;

/** Deployments by a strategy as the API shows them. Source: API pages ServiceDeployment, ServiceRevisionSummary. */
public final class StrategyView {
    private StrategyView() {}

    /**
     * The stage and the hooks; neither before it has begun.
     *
     * @param answered whether hooks are shown which nobody waits for any more
     */
    public static void stage(ObjectNode node, StagedDeployment deployment, boolean answered) {
        if (deployment.stage == null) {
            return;
        }
        node.put("lifecycleStage", deployment.stage.name());
        ArrayNode hooks = Json.array();
        deployment.hooks.stream().filter(hook -> answered || hook.open()).forEach(hook -> hooks.add(hook.view()));
        if (!hooks.isEmpty()) {
            node.set("lifecycleHookDetails", hooks);
        }
    }

    /** The shares of traffic, where the service has a way for it. */
    public static void weights(ObjectNode node, StagedDeployment deployment, double production, double test) {
        if (deployment.routes.production()) {
            node.put("requestedProductionTrafficWeight", production);
        }
        if (deployment.routes.test()) {
            node.put("requestedTestTrafficWeight", test);
        }
    }

    /** API page ResolvedConfiguration: which target group the tasks of a revision are in, and which rule leads there. */
    public static ObjectNode resolved(DeploymentState revision) {
        ArrayNode balancers = Json.array();
        for (JsonNode balancer : revision.settings.path("loadBalancers")) {
            ObjectNode shown =
                    balancers.addObject().put("targetGroupArn", Routes.targetGroup(balancer, revision.traffic));
            JsonNode rule = balancer.at("/advancedConfiguration/productionListenerRule");
            if (rule.isTextual()) {
                shown.set("productionListenerRule", rule);
            }
        }
        return Json.object().set("loadBalancers", balancers);
    }

    /** The listener rules of a service: each with the weights of its target groups. */
    static ArrayNode rules(ServiceState service) {
        ArrayNode rules = Json.array();
        for (JsonNode balancer : service.settings.path("loadBalancers")) {
            JsonNode advanced = balancer.path("advancedConfiguration");
            for (String key : new String[] {"productionListenerRule", "testListenerRule"}) {
                if (advanced.has(key)) {
                    ObjectNode groups = rules.addObject()
                            .put("rule", advanced.path(key).asText())
                            .putObject("weights");
                    groups.put(balancer.path("targetGroupArn").asText(), 0.0);
                    groups.put(advanced.path("alternateTargetGroupArn").asText(), 0.0);
                    service.deployments.forEach(revision -> {
                        String group = Routes.targetGroup(balancer, revision.traffic);
                        double share = key.startsWith("test") ? revision.traffic.test : revision.traffic.production;
                        groups.put(group, groups.path(group).asDouble() + share);
                    });
                }
            }
        }
        return rules;
    }
}
