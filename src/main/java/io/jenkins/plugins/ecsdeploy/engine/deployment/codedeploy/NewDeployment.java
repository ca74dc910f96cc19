package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.appspec.AppSpec;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;

/** Creates our deployment, once, and finds it again when the answer was lost. */
final class NewDeployment {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private final GroupConflict conflict;

    NewDeployment(DeploymentContext deployment, CodeDeployState state, GroupConflict conflict) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
        this.conflict = conflict;
    }

    /** The deployment that has our marker. Those before ours were there when it was asked for. */
    Optional<DeploymentInfo> find() {
        Optional<Instant> since = state.previousCreatedMillis == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(state.previousCreatedMillis));
        CodeDeployApi api = deployment.ecs().codeDeploy();
        return api.deployments(api.deploymentIds(state.application, state.group, since, Optional.empty())).stream()
                .filter(info -> Marker.isIn(info.description(), state.marker))
                .findFirst();
    }

    /**
     * Creates it.
     *
     * @param appSpec the text to send
     * @return false when another deployment came first, for which ours is to wait
     */
    boolean create(DeploymentGroupInfo group, String appSpec) {
        if (record.phase() != Phase.UPDATING) {
            state.marker = Marker.create();
            state.previousCreatedMillis = Optional.ofNullable(group.lastAttemptedDeployment())
                    .map(last -> last.createTime())
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
        }
        state.askedMillis = deployment.now().toEpochMilli();
        deployment.rememberBefore(Phase.UPDATING);
        try {
            follow(deployment.ecs().codeDeploy().createDeployment(request(group, appSpec)));
            return true;
        } catch (DeploymentLimitExceededException e) {
            return refused(e);
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
            record.phase(Phase.REGISTERED);
            throw AwsFailure.explain(
                    "CreateDeployment of " + Arns.shortName(record.taskDefinitionArn()) + " in group " + state.group
                            + " of application " + state.application,
                    e);
        }
    }

    /** Somebody was faster, or it was ourselves, and the answer was lost. */
    private boolean refused(DeploymentLimitExceededException e) {
        Optional<DeploymentInfo> ours = find();
        if (ours.isPresent()) {
            follow(ours.get().deploymentId());
            return true;
        }
        record.phase(Phase.REGISTERED);
        deployment.remember();
        Optional<String> other = GroupConflict.idIn(e.getMessage());
        if (other.isEmpty()) {
            throw AwsFailure.explain("CreateDeployment in group " + state.group + " of " + state.application, e);
        }
        return conflict.letsBegin(other.get());
    }

    private CreateDeploymentRequest request(DeploymentGroupInfo group, String appSpec) {
        BlueGreenOptions options = deployment.request().blueGreen();
        CreateDeploymentRequest.Builder request = CreateDeploymentRequest.builder()
                .applicationName(state.application)
                .deploymentGroupName(state.group)
                .description(Marker.describe(
                        options.description().orElseGet(() -> Arns.shortName(record.taskDefinitionArn())),
                        state.marker))
                .revision(RevisionLocation.builder()
                        .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(content -> content.content(appSpec).sha256(AppSpec.sha256(appSpec)))
                        .build());
        options.config().ifPresent(request::deploymentConfigName);
        deployment
                .request()
                .policies()
                .onFailure()
                .ifPresent(policy ->
                        request.autoRollbackConfiguration(policy == OnFailure.ROLLBACK ? always(group) : never()));
        if (options.ignoreAlarms()) {
            request.overrideAlarmConfiguration(alarms -> alarms.enabled(false));
        }
        return request.build();
    }

    private static AutoRollbackConfiguration always(DeploymentGroupInfo group) {
        List<AutoRollbackEvent> events = new ArrayList<>(
                List.of(AutoRollbackEvent.DEPLOYMENT_FAILURE, AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST));
        if (group.alarmConfiguration() != null
                && Boolean.TRUE.equals(group.alarmConfiguration().enabled())) {
            events.add(AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM);
        }
        return AutoRollbackConfiguration.builder().enabled(true).events(events).build();
    }

    private static AutoRollbackConfiguration never() {
        return AutoRollbackConfiguration.builder().enabled(false).build();
    }

    /** CodeDeploy is at work on it. */
    void follow(String id) {
        state.deploymentId = id;
        record.follow(deployment.now(), deployment.now());
        deployment.remember();
        deployment.log("Deploying " + Outcome.what(record) + " with CodeDeploy (it runs "
                + Arns.shortName(record.previousTaskDefinitionArn()) + ")");
        state.tellWhere(deployment);
    }
}
