package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/** Decides whether a deployment may begin while its group has another one. CodeDeploy queues nothing: it refuses. */
final class GroupConflict {
    private static final Pattern ID = Pattern.compile("\\bd-[A-Z0-9]{6,}\\b");

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private String stopped;

    GroupConflict(DeploymentContext deployment) {
        this.deployment = deployment;
        this.record = deployment.record();
    }

    static boolean isActive(DeploymentStatus status) {
        return status != null
                && status != DeploymentStatus.SUCCEEDED
                && status != DeploymentStatus.FAILED
                && status != DeploymentStatus.STOPPED;
    }

    /** The id of the group's deployment that has not ended. */
    static Optional<String> active(DeploymentGroupInfo group) {
        return Optional.ofNullable(group.lastAttemptedDeployment())
                .filter(last -> isActive(last.status()))
                .map(last -> last.deploymentId());
    }

    /** The id in CodeDeploy's refusal of a second deployment, which has it in its text only. */
    static Optional<String> idIn(String refusal) {
        Matcher id = ID.matcher(String.valueOf(refusal));
        String last = null;
        while (id.find()) {
            last = id.group();
        }
        return Optional.ofNullable(last);
    }

    /** True while CodeDeploy takes a deployment back because a step that has ended asked for that. */
    boolean waitsForOurs(DeploymentGroupInfo group) {
        Optional<LeftDeployment> back = goesBack(group);
        back.ifPresent(left -> tell("Waiting for the end of deployment "
                + active(group).orElseThrow() + ", which " + left.by() + " has asked CodeDeploy to stop"));
        return back.isPresent();
    }

    private Optional<LeftDeployment> goesBack(DeploymentGroupInfo group) {
        return active(group)
                .flatMap(this::ours)
                .filter(left -> left.record().rollback().isAsked());
    }

    private Optional<LeftDeployment> ours(String id) {
        return deployment.host().leftBehind(record).stream()
                .filter(left -> left.record()
                        .state(CodeDeployState.class)
                        .filter(state -> id.equals(state.deploymentId) || id.equals(state.rollbackDeploymentId))
                        .isPresent())
                .findFirst();
    }

    /**
     * False when ours has to wait.
     *
     * @throws EngineException when it is not to begin at all
     */
    boolean letsBegin(DeploymentGroupInfo group) {
        return active(group).map(this::letsBegin).orElse(true);
    }

    /** The same while that deployment is active. */
    boolean letsBegin(String id) {
        DeploymentInfo other = described(id).orElse(null);
        if (other == null) {
            return false;
        }
        String what = what(other);
        switch (deployment.request().policies().onConflict()) {
            case REPLACE:
                replace(other, what);
                return false;
            case WAIT:
                tell("Waiting for the end of " + what);
                return false;
            default:
                throw new EngineException("Service " + record.service() + " in cluster " + record.cluster()
                        + " has another deployment: " + what
                        + ". Deploy when it has ended, or set onConflict to WAIT or REPLACE");
        }
    }

    private Optional<DeploymentInfo> described(String id) {
        return deployment.ecs().codeDeploy().deployments(List.of(id)).stream()
                .filter(info -> isActive(info.status()))
                .findFirst();
    }

    private String what(DeploymentInfo other) {
        return "deployment " + other.deploymentId() + ", begun by " + other.creatorAsString() + ", "
                + other.statusAsString() + " since " + other.createTime()
                + ours(other.deploymentId())
                        .map(left -> ", which " + left.by() + " began")
                        .orElse("");
    }

    /** Another deployment that is active, and what would become of it. */
    void tell(DeploymentGroupInfo group, DeploymentPlan plan) {
        active(group).flatMap(this::described).ifPresent(other -> {
            boolean waits = goesBack(group).isPresent();
            OnConflict policy =
                    waits ? OnConflict.WAIT : deployment.request().policies().onConflict();
            plan.other("Another deployment is in progress: " + what(other) + policy.inPlan());
            if (policy == OnConflict.FAIL) {
                plan.check(() -> letsBegin(other.deploymentId()));
            }
        });
    }

    private void replace(DeploymentInfo other, String what) {
        if (other.creator() == DeploymentCreator.CODE_DEPLOY_ROLLBACK) {
            tell("Waiting for the end of " + what + ": it brings the service back");
            return;
        }
        tell("Stopping " + what + ", with rollback, to deploy in its place");
        if (!other.deploymentId().equals(stopped)) {
            try {
                deployment.ecs().codeDeploy().stopDeployment(other.deploymentId(), true);
            } catch (DeploymentAlreadyCompletedException e) {
                tell("  It has ended meanwhile");
            }
            stopped = other.deploymentId();
        }
    }

    private void tell(String line) {
        if (record.shown().isNewConflict(line)) {
            deployment.log(line);
        }
    }
}
