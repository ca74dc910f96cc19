package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/** How long a step may take, all waits included; what is said when that is over. */
final class Deadline {
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Scheduler time;

    Deadline(DeployRequest request, DeploymentRecord record, DeploymentHost host, Scheduler time) {
        this.request = request;
        this.record = record;
        this.host = host;
        this.time = time;
    }

    /** Since the step began, before a restart and in a queue, too. */
    Duration age() {
        return Duration.between(Instant.ofEpochMilli(record.startedMillis), time.now());
    }

    boolean isOver() {
        return request.timeout().filter(timeout -> age().compareTo(timeout) > 0).isPresent();
    }

    /** That pause, or what is left of the time. */
    Duration cut(Duration pause) {
        return request.timeout()
                .map(timeout -> timeout.minus(age()).plusMillis(1))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(pause) < 0)
                .orElse(pause);
    }

    /** What the step fails with. Shows in the log why it takes so long, if that can be seen. */
    EngineException failure() {
        EngineException failure = new EngineException(words());
        if (record.isBegun() && record.failure == null) {
            tellWhy(failure.getMessage());
        }
        return failure;
    }

    private String words() {
        String within = "within " + request.timeout().orElseThrow().toMinutes() + " minutes (timeoutMinutes)";
        if (!record.isBegun()) {
            return "Service " + record.service + " was not updated " + within;
        }
        String deployment = "The deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service "
                + record.service + " in cluster " + record.cluster;
        return record.failure == null
                ? deployment + " did not end " + within
                : deployment + " failed: " + record.failure + ". ECS had not finished with it " + within;
    }

    /** Without a circuit breaker ECS tries for ever, and tasks that crash are seen only here. */
    private void tellWhy(String failure) {
        try {
            EcsApi ecs = host.ecs();
            Service service = Services.describe(ecs, record.cluster, record.service);
            ProgressLog.show(service, record, host::log);
            new FailureEvidence(ecs, record, host, time.now()).tell(service, failure);
        } catch (SdkException | EngineException e) {
            host.log("  Why it takes so long could not be read: " + AwsFailure.text(e));
        }
    }
}
