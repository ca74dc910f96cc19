package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Which revisions of a family a service, a deployment or a running task of any cluster uses. */
public final class RevisionsInUse {
    private final EcsApi ecs;
    private final String family;
    private final Consumer<String> log;
    private final Set<String> used = new HashSet<>();

    public RevisionsInUse(EcsApi ecs, String family, Consumer<String> log) {
        this.ecs = ecs;
        this.family = family;
        this.log = log;
    }

    /**
     * The ARNs of these revisions: of that cluster, which must be readable, and of the others that the identity may look
     * at. Those that it may not look at are named.
     */
    public Set<String> in(String cluster) {
        look(cluster);
        others(cluster).forEach((name, arn) -> {
            try {
                look(arn);
            } catch (SdkException e) {
                sayIfUnavailable("What uses revisions in cluster " + name + " was not looked at: ", e);
            }
        });
        return used;
    }

    private Map<String, String> others(String cluster) {
        Map<String, String> others = new LinkedHashMap<>();
        try {
            ecs.clusters().forEach(arn -> others.put(Arns.shortName(arn), arn));
        } catch (SdkException e) {
            sayIfUnavailable("What uses revisions in other clusters was not looked at: ", e);
        }
        others.remove(Arns.shortName(cluster));
        return others;
    }

    private void sayIfUnavailable(String what, SdkException e) {
        if (!AwsFailure.isUnavailable(e)) {
            throw e;
        }
        log.accept("  " + what + AwsFailure.text(e));
    }

    private void look(String cluster) {
        for (Service service : ecs.services(cluster)) {
            used.add(service.taskDefinition());
            service.deployments().stream().map(Deployment::taskDefinition).forEach(used::add);
            service.taskSets().stream().map(TaskSet::taskDefinition).forEach(used::add);
        }
        ecs.runningTasks(cluster, family).stream().map(Task::taskDefinitionArn).forEach(used::add);
    }
}
