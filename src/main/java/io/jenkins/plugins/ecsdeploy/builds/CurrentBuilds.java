package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Result;
import java.util.List;
import java.util.Optional;

/** A snapshot, less the builds that are no longer there. */
record CurrentBuilds(Snapshot snapshot, JobBuilds builds, boolean complete, boolean abandoned) implements BuildList {
    @Override
    public List<BuildEntry> newest(Result minResult, int limit) {
        return snapshot.atLeast(minResult).filter(this::exists).limit(limit).toList();
    }

    @Override
    public Optional<BuildEntry> newest(Result minResult) {
        return snapshot.atLeast(minResult).filter(this::exists).findFirst();
    }

    @Override
    public Optional<BuildEntry> find(int number) {
        return snapshot.find(number).filter(this::exists);
    }

    private boolean exists(BuildEntry entry) {
        return builds.exists(entry.number());
    }
}
