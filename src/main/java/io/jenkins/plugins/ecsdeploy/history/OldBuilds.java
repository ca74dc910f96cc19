package io.jenkins.plugins.ecsdeploy.history;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.builds.JobBuilds;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.records.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Takes in, once, what builds deployed before there was a history. Of each build's record the text is looked at, and only
 * builds with deployments are loaded.
 */
final class OldBuilds {
    private static final Logger LOGGER = Logger.getLogger(OldBuilds.class.getName());
    /** Of a job, the newest; more is seldom kept. */
    private static final int BUILDS = 1_000;

    private final Path done;

    OldBuilds(Path folder) {
        done = folder.resolve("old-builds-taken-in");
    }

    void takeIn() {
        if (Files.exists(done)) {
            return;
        }
        try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
                takeIn(job);
            }
            if (!EcsRuntime.get().isStopping()) {
                Files.createDirectories(Objects.requireNonNull(done.getParent()));
                Files.writeString(done, "");
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> done + " cannot be written; builds are looked through again next time");
        }
    }

    private static void takeIn(Job<?, ?> job) {
        JobBuilds builds = new JobBuilds(job);
        int looked = 0;
        for (int number : builds.numbers()) {
            if (looked++ >= BUILDS || EcsRuntime.get().isStopping()) {
                return;
            }
            if (builds.says(number, DeploymentsAction.class.getName())) {
                builds.load(number).ifPresent(OldBuilds::takeIn);
            }
        }
    }

    private static void takeIn(Run<?, ?> run) {
        List<BuildDeployment> deployments = Optional.ofNullable(run.getAction(DeploymentsAction.class))
                .map(DeploymentsAction::deployments)
                .orElse(List.of());
        for (BuildDeployment deployment : deployments) {
            // What goes on will tell of itself.
            if (deployment.record().phase() == Phase.ENDED) {
                DeploymentRecorder.takeIn(run, deployment);
            }
        }
    }
}
