package io.jenkins.plugins.ecsdeploy.builds;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import hudson.model.listeners.SaveableListener;

/** Tells the indexes what happens to builds and jobs. */
final class BuildChanges {
    private BuildChanges() {}

    @Extension
    public static final class OfRuns extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> run) {
            SuccessfulBuilds.get().finished(run);
        }

        @Override
        public void onDeleted(Run<?, ?> run) {
            SuccessfulBuilds.get().deleted(run);
        }
    }

    /** A display name, the mark to keep a build, its variables. Called for everything that is saved: nothing slow. */
    @Extension
    public static final class OfRecords extends SaveableListener {
        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof Run<?, ?> run && !run.isLogUpdated()) {
                SuccessfulBuilds.get().saved(run);
            }
        }
    }

    @Extension
    public static final class OfJobs extends ItemListener {
        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            if (item instanceof Job<?, ?> job) {
                SuccessfulBuilds.get().moved(job, oldFullName);
            }
        }

        @Override
        public void onDeleted(Item item) {
            if (item instanceof Job<?, ?> job) {
                SuccessfulBuilds.get().deleted(job);
            }
        }
    }
}
