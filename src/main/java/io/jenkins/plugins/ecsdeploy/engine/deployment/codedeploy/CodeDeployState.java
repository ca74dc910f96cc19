package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ConsoleLink;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ControllerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** What the controller CodeDeploy knows of one deployment. Ids are CodeDeploy's {@code d-…}; times are AWS's clock. */
final class CodeDeployState implements ControllerState {
    private static final long serialVersionUID = 1L;

    String application;
    String group;
    /** ARNs of the listeners that the production traffic and the test traffic come in by; {@code null}: none. */
    String productionListener;

    String testListener;
    /** The AppSpec as its author gave it or as it was made: its file may be gone when it is needed. */
    String appSpec;
    /** Stands in the description of our deployment, so that it can be found again; there is no other token. */
    String marker;
    /** When the group's deployment before ours was created; 0: there was none. Ours is younger. */
    long previousCreatedMillis;
    /** When we asked for ours, by our own clock; 0: not yet. */
    long askedMillis;
    /** True when the service's settings may have been changed, which starts no deployment. */
    boolean settingsChanged;

    String deploymentId;
    String rollbackDeploymentId;
    /** When CodeDeploy created ours; 0: not read yet. */
    long createdMillis;
    /** True when CodeDeploy brings the service back by itself after a failure. */
    boolean rollsBackItself;
    /** When ours was seen to have ended badly; 0: not so. A rollback deployment may appear a little later. */
    long endedBadlyMillis;
    /** Since when ours waits for somebody to let the traffic move; 0: it does not. */
    long readyMillis;
    /** Since when all production traffic is on the new tasks; 0: it is not. */
    long liveMillis;
    /** How long CodeDeploy waits for that, and then before it takes the old tasks away; by the group. */
    int readyWaitMinutes;

    int terminationWaitMinutes;
    /** Id of the set of new tasks, by which ECS names who started them; {@code null}: not known. */
    String greenTaskSetId;
    /** True when CodeDeploy has said that it stops ours, or that it has ended. */
    boolean stopAccepted;
    /** What people have been told, so that they are told it once. Replaced, never changed: the build may just be saved. */
    volatile ArrayList<String> told = new ArrayList<>();

    private Object readResolve() {
        told = told == null ? new ArrayList<>() : told;
        return this;
    }

    @Override
    public String deploymentArn() {
        return null;
    }

    @Override
    public String deploymentInWords() {
        return deploymentId;
    }

    @Override
    public boolean isRolledBackByAws() {
        return true;
    }

    @Override
    public String carriedOutBy() {
        return "CodeDeploy";
    }

    @Override
    public Map<String, String> result() {
        Map<String, String> map = new LinkedHashMap<>();
        Optional.ofNullable(deploymentId).ifPresent(id -> map.put("deploymentId", id));
        Optional.ofNullable(rollbackDeploymentId).ifPresent(id -> map.put("rollbackDeploymentId", id));
        return map;
    }

    /** The deployment that is to succeed now: ours, or the one that brings the service back. */
    String currentId() {
        return rollbackDeploymentId == null ? deploymentId : rollbackDeploymentId;
    }

    /** The deployment is one of that group. */
    void group(DeploymentGroupInfo found) {
        application = found.applicationName();
        group = found.deploymentGroupName();
        productionListener = GroupRules.productionListeners(found).findFirst().orElse(null);
        testListener = GroupRules.testListeners(found).findFirst().orElse(null);
    }

    /** Says where people find the deployment. */
    void tellWhere(DeploymentContext deployment) {
        deployment.log("  " + deploymentId + " in group " + group + " of application " + application);
        deployment.log("  " + ConsoleLink.codeDeploy(deployment.record().region(), deploymentId));
    }

    /** True the first time. */
    boolean isNews(String fact) {
        if (told.contains(fact)) {
            return false;
        }
        ArrayList<String> more = new ArrayList<>(told);
        more.add(fact);
        told = more;
        return true;
    }

    Optional<Instant> created() {
        return createdMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(createdMillis));
    }

    /** A deployment of its own is to follow. */
    void startAnew() {
        marker = null;
        askedMillis = 0;
        deploymentId = null;
        rollbackDeploymentId = null;
        createdMillis = 0;
        endedBadlyMillis = 0;
        readyMillis = 0;
        liveMillis = 0;
        greenTaskSetId = null;
        stopAccepted = false;
        told = new ArrayList<>();
    }
}
