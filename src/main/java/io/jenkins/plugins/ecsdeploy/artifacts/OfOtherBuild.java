package io.jenkins.plugins.ecsdeploy.artifacts;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.BuildReader;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuild;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** What a running build takes of the artifacts of another one. One rule for all steps: that of Copy Artifact. */
public final class OfOtherBuild {
    private final Run<?, ?> by;
    private final Run<?, ?> from;

    private OfOtherBuild(Run<?, ?> by, Run<?, ?> from) {
        this.by = by;
        this.from = from;
    }

    /**
     * The build, if it is there, has ended well, and the running one may read it. Reads the disk, so it is not for the
     * thread that runs Pipeline.
     *
     * @param build as {@link NamedBuild} has it
     * @throws AbortException which says what is wrong
     */
    public static OfOtherBuild find(Run<?, ?> by, String build) throws AbortException {
        Run<?, ?> named = NamedBuild.find(by, build);
        return new OfOtherBuild(by, UpstreamBuild.checkedRun(named.getParent(), named.getNumber(), Result.UNSTABLE));
    }

    /** @throws EngineException when artifacts have a permission of their own, and the running build lacks it */
    public static void checkReadable(Run<?, ?> by, Run<?, ?> from) throws AbortException {
        BuildReader reader = BuildReader.of(by);
        if (!reader.mayReadArtifacts(from.getParent())) {
            throw new EngineException("the build that runs as '" + reader.name()
                    + "' may not read its artifacts. Give that user the permission Run/Artifacts on the job, or name '/"
                    + by.getParent().getFullName()
                    + "' under 'Permission to Copy Artifact' in the job's configuration");
        }
    }

    public Run<?, ?> build() {
        return from;
    }

    /**
     * Reads files by their paths, and links the two builds: by the files' fingerprints, and by what the running one says of
     * where they come from.
     *
     * @return in the order of the paths
     * @throws EngineException which names the build and the artifact that is not there, or is not to be trusted
     */
    public List<ArtifactFile> read(Collection<String> paths) throws IOException {
        try {
            checkReadable(by, from);
            List<ArtifactFile> files = ArtifactFiles.named(from, paths);
            ArtifactFingerprints.record(from, from, files);
            ArtifactFingerprints.record(by, from, files);
            for (ArtifactFile file : files) {
                BuildVariablesAction.add(
                        by,
                        VariablesOfBuild.read(
                                file.path(), from.getParent().getFullName(), from.getNumber(), from.getDisplayName()));
            }
            return files;
        } catch (EngineException e) {
            throw new EngineException(
                    Shown.text(from.getParent().getFullName()) + " #" + from.getNumber() + ": " + e.getMessage(), e);
        }
    }
}
