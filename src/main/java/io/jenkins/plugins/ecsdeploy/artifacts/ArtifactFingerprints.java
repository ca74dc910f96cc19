package io.jenkins.plugins.ecsdeploy.artifacts;

import hudson.Util;
import hudson.model.Fingerprint;
import hudson.model.Run;
import hudson.tasks.Fingerprinter.FingerprintAction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** Records which builds have a file, so that one leads to the other from either side. */
public final class ArtifactFingerprints {
    private ArtifactFingerprints() {}

    /**
     * Records files as artifacts of a build.
     *
     * @param origin the build that made them, for those that nobody recorded before
     */
    public static void record(Run<?, ?> run, Run<?, ?> origin, List<ArtifactFile> files) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (ArtifactFile file : files) {
            String digest = Util.getDigestOf(new ByteArrayInputStream(file.content()));
            Fingerprint fingerprint = Jenkins.get().getFingerprintMap().getOrCreate(origin, file.name(), digest);
            fingerprint.addFor(run);
            digests.put(file.path(), digest);
        }
        synchronized (run) {
            FingerprintAction action = run.getAction(FingerprintAction.class);
            if (action == null) {
                run.addAction(new FingerprintAction(run, digests));
            } else if (action.getRecords().entrySet().containsAll(digests.entrySet())) {
                return;
            } else {
                action.add(digests);
            }
        }
        run.save();
    }
}
