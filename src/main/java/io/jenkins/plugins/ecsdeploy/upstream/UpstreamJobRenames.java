package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.Extension;
import hudson.model.Executor;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** Follows jobs and folders to their new names: in configurations, and in builds that have not ended. */
@Extension
public final class UpstreamJobRenames extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(UpstreamJobRenames.class.getName());

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Renaming renaming =
                    new Renaming(oldFullName, newFullName, name -> Jenkins.get().getItemByFullName(name) != null);
            NamingParameters.all().forEach(job -> inConfiguration(job, renaming));
            inQueue(renaming);
            running().forEach(run -> inBuild(run, renaming));
        }
    }

    private static void inConfiguration(Job<?, ?> job, Renaming renaming) {
        boolean changed = false;
        for (NamesUpstreamJobs named : NamingParameters.of(job).toList()) {
            String names = renaming.applied(named.getJob(), job.getFullName());
            if (!ReadableJobs.names(names).equals(ReadableJobs.names(named.getJob()))) {
                named.renameJob(names);
                changed = true;
            }
        }
        if (changed) {
            try {
                job.save();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Cannot save the new name of an upstream job in " + job);
            }
        }
    }

    private static void inQueue(Renaming renaming) {
        for (Queue.Item waiting : Queue.getInstance().getItems()) {
            rename(waiting.getActions(ParametersAction.class), renaming);
        }
    }

    private static void inBuild(Run<?, ?> run, Renaming renaming) {
        if (rename(run.getActions(ParametersAction.class), renaming)) {
            try {
                run.save();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Cannot save the new name of an upstream job in " + run);
            }
        }
    }

    private static boolean rename(List<ParametersAction> parameters, Renaming renaming) {
        return parameters.stream()
                        .flatMap(action -> action.getParameters().stream())
                        .filter(value -> value instanceof UpstreamBuildParameterValue chosen
                                && chosen.rename(renaming.oldFullName(), renaming.newFullName()))
                        .count()
                > 0;
    }

    private static Stream<? extends Run<?, ?>> running() {
        return Stream.of(Jenkins.get().getComputers())
                .flatMap(computer ->
                        Stream.concat(computer.getExecutors().stream(), computer.getOneOffExecutors().stream()))
                .map(Executor::getCurrentExecutable)
                .filter(executable -> executable instanceof Run)
                .map(executable -> (Run<?, ?>) executable);
    }
}
