package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.ServiceGroup;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;

/** The deployment group of a service that CodeDeploy deploys: it exists, and its target groups and listeners do. */
final class GroupCheck implements Check {
    private static final String CHECK = "deployment group";

    @Override
    public List<Look> looks(Subject subject) {
        if (!subject.controller().equals("CODE_DEPLOY")) {
            return List.of();
        }
        String name = subject.request()
                .group()
                .orElse("of service " + subject.request().service().orElse(""));
        return List.of(new Look(CHECK, name, () -> find(subject, name)));
    }

    private static List<Finding> find(Subject subject, String name) {
        ServiceGroup search = new ServiceGroup(
                subject.ecs().codeDeploy(),
                subject.region(),
                subject.request().cluster(),
                subject.request().service().orElseThrow(),
                subject.request().application(),
                subject.request().group());
        DeploymentGroupInfo group;
        try {
            group = search.find();
            search.check(group);
        } catch (EngineException e) {
            return List.of(new Look(CHECK, name, List::of).wrong(e.getMessage(), ""));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Look(CHECK, group.deploymentGroupName(), List::of)
                .ok("it deploys the service"
                        + ServiceGroup.gate(group)
                                .map(minutes -> ", and waits " + minutes + " minutes at the gate READY")
                                .orElse(", without a gate")
                        + ServiceGroup.active(group)
                                .map(id -> "; deployment " + id + " is under way")
                                .orElse("")));
        ServiceGroup.targetGroups(group).forEach(target -> findings.addAll(targetGroup(subject, target)));
        findings.addAll(listeners(subject, ServiceGroup.listeners(group)));
        return findings;
    }

    private static List<Finding> targetGroup(Subject subject, String name) {
        Look look = new Look("target group", name, List::of);
        return new Look(
                        "target group",
                        name,
                        () -> List.of(TargetGroupCheck.find(
                                subject, look, () -> subject.ecs().checks().targetGroupOfName(name))))
                .findings();
    }

    private static List<Finding> listeners(Subject subject, List<String> arns) {
        if (arns.isEmpty()) {
            return List.of();
        }
        String shown = String.join(", ", arns);
        Look look = new Look("listener", shown, List::of);
        return new Look("listener", shown, () -> {
                    try {
                        subject.ecs().loadBalancers().listeners(arns);
                        return List.of(look.ok(arns.size() == 1 ? "it exists" : "they exist"));
                    } catch (ListenerNotFoundException e) {
                        return List.of(look.wrong(
                                arns.size() == 1 ? "it does not exist" : "one of them does not exist",
                                "Change the deployment group"));
                    }
                })
                .findings();
    }
}
