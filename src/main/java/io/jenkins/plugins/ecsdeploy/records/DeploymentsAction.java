package io.jenkins.plugins.ecsdeploy.records;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Keeps the deployments of a build in its {@code build.xml}. The state of a step's execution alone would not do: with
 * the durability setting PERFORMANCE_OPTIMIZED it is not written before the controller stops.
 */
@ExportedBean
public final class DeploymentsAction implements RunAction2 {
    private static final String URL_NAME = "ecsDeployments";

    private CopyOnWriteArrayList<BuildDeployment> deployments = new CopyOnWriteArrayList<>();
    private transient volatile Run<?, ?> build;

    /** Another version may have written something else. What cannot be read is left out, and the rest is kept. */
    private Object readResolve() {
        if (deployments == null) {
            deployments = new CopyOnWriteArrayList<>();
        }
        deployments.removeIf(deployment -> deployment == null || deployment.record() == null);
        return this;
    }

    /** No link of its own: the page of the build shows it. */
    @Override
    @CheckForNull
    public String getIconFileName() {
        return null;
    }

    @Override
    @CheckForNull
    public String getDisplayName() {
        return null;
    }

    /** Where the script of that page finds the cards as they are now. */
    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** Where the build is, below Jenkins. */
    public String getAddress() {
        return build.getUrl();
    }

    /** What the page of the build shows: each deployment once, in the order in which the steps began that began them. */
    public List<DeploymentCard> getCards() {
        Map<String, DeploymentCard> cards = new LinkedHashMap<>();
        for (BuildDeployment deployment : deployments) {
            String name = deployment.record().deploymentInWords();
            DeploymentCard before = name == null ? null : cards.get(name);
            if (before != null && before.hasGates()) {
                cards.put(name, before.followedBy(deployment));
            } else {
                cards.put(name == null || before != null ? deployment.nodeId() : name, new DeploymentCard(deployment));
            }
        }
        return List.copyOf(cards.values());
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        // Its steps follow the deployments.
        build = run;
    }

    @Override
    public void onLoad(Run<?, ?> run) {
        build = run;
        deployments.stream()
                .filter(deployment -> deployment.record().phase() != Phase.ENDED)
                .forEach(deployment -> OrphanedDeployment.followIfLost(run, deployment));
    }

    /** The deployments in the order in which their steps began. */
    public List<BuildDeployment> deployments() {
        return List.copyOf(deployments);
    }

    /** The same for the remote API. */
    @Exported(name = "deployments", visibility = 2)
    public List<BuildDeployment> getDeployments() {
        return deployments();
    }

    /** The record that a step has from before a restart. */
    public static Optional<DeploymentRecord> find(Run<?, ?> run, String nodeId) {
        return Optional.ofNullable(run.getAction(DeploymentsAction.class))
                .flatMap(action -> action.ofStep(nodeId))
                .map(BuildDeployment::record);
    }

    private Optional<BuildDeployment> ofStep(String nodeId) {
        return deployments.stream()
                .filter(deployment -> deployment.nodeId().equals(nodeId))
                .findFirst();
    }

    /**
     * The record of a step: the one kept from before a restart, or a new one.
     *
     * @param nodeId the id of the step's node in the build's graph; of a step that has several deployments, with what tells
     *     this one from the others
     */
    public static DeploymentRecord record(
            Run<?, ?> run, String nodeId, CallerArguments caller, Supplier<DeploymentRecord> fresh) {
        synchronized (run) {
            DeploymentsAction action = run.getAction(DeploymentsAction.class);
            if (action == null) {
                action = new DeploymentsAction();
                run.addAction(action);
            }
            Optional<BuildDeployment> kept = action.ofStep(nodeId);
            BuildDeployment ofStep = kept.orElseGet(() -> new BuildDeployment(nodeId, caller, fresh.get()));
            if (kept.isEmpty()) {
                action.deployments.add(ofStep);
            }
            ofStep.leaveToStep();
            return ofStep.record();
        }
    }

    /**
     * As whom a deployment was begun by a build.
     *
     * @param name AWS's name of it: ECS's ARN, or CodeDeploy's id
     */
    public static Optional<CallerArguments> caller(Run<?, ?> run, String name) {
        return Optional.ofNullable(run.getAction(DeploymentsAction.class)).stream()
                .flatMap(action -> action.deployments.stream())
                .filter(deployment -> name.equals(deployment.record().deploymentInWords()))
                .map(BuildDeployment::caller)
                .findFirst();
    }

    /** The deployment of a build whose record that is. */
    static Optional<BuildDeployment> of(Run<?, ?> run, DeploymentRecord record) {
        return Stream.ofNullable(run.getAction(DeploymentsAction.class))
                .flatMap(action -> action.deployments.stream())
                .filter(deployment -> deployment.record() == record)
                .findFirst();
    }

    /** To be called when the step has ended: what goes on at ECS is followed to its end all the same. */
    public static void stepEnded(Run<?, ?> run, DeploymentRecord record) {
        of(run, record).ifPresent(deployment -> new OrphanedDeployment(run, deployment).stepEnded());
    }
}
