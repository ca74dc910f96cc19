package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.Extension;
import hudson.XmlFile;
import hudson.init.InitMilestone;
import hudson.model.Computer;
import hudson.model.Job;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import jenkins.model.Jenkins;

/**
 * Asks for the list of each job that a configuration names, as soon as it is named and after each start. So the list is
 * there when somebody opens the page, and a timer that starts a build right after a crash gets the newest one.
 */
final class OfferedJobs {
    private OfferedJobs() {}

    private static void prepare(Job<?, ?> owner) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            NamingParameters.of(owner).forEach(named -> {
                named.ownedBy(owner);
                ReadableJobs.allForPerson(owner, named.getJob(), named.getBranch())
                        .forEach(SuccessfulBuilds.get()::of);
            });
        }
    }

    @Extension
    public static final class AtStart extends ItemListener {
        @Override
        public void onLoaded() {
            Computer.threadPoolForRemoting.execute(() -> NamingParameters.all().forEach(OfferedJobs::prepare));
        }
    }

    /** Called for everything that is saved: nothing slow. */
    @Extension
    public static final class OnSave extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Job<?, ?> job && Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
                prepare(job);
            }
        }
    }
}
