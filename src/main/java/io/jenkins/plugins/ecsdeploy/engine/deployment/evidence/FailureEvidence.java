package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ProgressLog;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Why a deployment failed, collected while ECS still knows: it forgets stopped tasks after about an hour. The log gets a
 * short story, and the host a document with everything. The events of the service are in the log already, as they came
 * ({@link ProgressLog}). Never throws, for it must not hide the failure that it explains.
 */
public final class FailureEvidence {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final String deploymentId;
    private final Optional<String> serviceDeploymentArn;

    /**
     * @param deploymentId ECS's id of the deployment, by which its tasks are known; {@code null}: not known
     * @param serviceDeploymentArn absent where there is none, or where it cannot be read
     */
    public FailureEvidence(DeploymentContext deployment, String deploymentId, Optional<String> serviceDeploymentArn) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.deploymentId = deploymentId;
        this.serviceDeploymentArn = serviceDeploymentArn;
    }

    /**
     * Tells the story, and keeps the document. To be called once, as soon as the failure is certain.
     *
     * @param failure why it fails, in words
     */
    public void tell(Service service, String failure) {
        tell(service, failure, List.of());
    }

    /** @param facts what else is known of it, which the log has already */
    public void tell(Service service, String failure, List<String> facts) {
        EvidenceDocument evidence = EvidenceDocument.of(record, deploymentId, failure, deployment.now());
        evidence.deployment(deployment(evidence));
        evidence.service(service);
        facts.forEach(evidence::note);
        try {
            StoppedTasks tasks = StoppedTasks.of(deployment.ecs(), record, deploymentId);
            tasks.story().forEach(this::say);
            evidence.stoppedTasks(tasks);
            if (record.aftercare().isLogsWanted()) {
                logs(evidence, tasks);
            }
        } catch (SdkException e) {
            missing(evidence, "Stopped tasks could not be read: " + AwsFailure.text(e));
        }
        keep(evidence).ifPresent(name -> say("All that is known of it is in the artifact " + name));
    }

    private void logs(EvidenceDocument evidence, StoppedTasks tasks) {
        try {
            ArrayNode logs = new ContainerLogs(deployment.ecs(), record.region(), this::say).read(tasks.examples());
            evidence.logs(logs);
            if (logs.isEmpty()) {
                missing(
                        evidence,
                        "There are no logs of containers: "
                                + (tasks.count() == 0
                                        ? "no task of this deployment has stopped by itself"
                                        : "no container of the stopped tasks has ever run"));
            }
        } catch (SdkException e) {
            missing(evidence, "Logs of containers could not be read: " + AwsFailure.text(e));
        }
    }

    /** Adds to the document what became of the deployment: a rollback may end long after the failure was certain. */
    public void close(Service service) {
        if (record.aftercare().evidenceFile() == null) {
            return;
        }
        try {
            Optional<String> kept = deployment.host().kept(record.aftercare().evidenceFile());
            if (kept.isPresent()) {
                EvidenceDocument evidence = new EvidenceDocument((ObjectNode) Json.MAPPER.readTree(kept.get()));
                evidence.outcome(record, deployment.now());
                evidence.deployment(deployment(evidence));
                evidence.service(service);
                keep(evidence);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            say("The evidence was kept, but how the deployment ended could not be added to it: " + e.getMessage());
        }
    }

    private Optional<DescribedDeployment> deployment(EvidenceDocument evidence) {
        try {
            return serviceDeploymentArn.flatMap(
                    arn -> deployment.ecs().serviceDeployments().describe(List.of(arn)).stream()
                            .findFirst());
        } catch (SdkException e) {
            missing(evidence, "The service deployment could not be read: " + AwsFailure.text(e));
            return Optional.empty();
        }
    }

    private Optional<String> keep(EvidenceDocument evidence) {
        try {
            Optional<String> name =
                    deployment.host().keep(EvidenceDocument.fileName(record.service()), evidence.json());
            name.ifPresent(record.aftercare()::evidenceFile);
            return name;
        } catch (RuntimeException e) {
            say("The evidence could not be kept: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void missing(EvidenceDocument evidence, String note) {
        say(note);
        evidence.note(note);
    }

    private void say(String line) {
        deployment.log("  " + line);
    }
}
