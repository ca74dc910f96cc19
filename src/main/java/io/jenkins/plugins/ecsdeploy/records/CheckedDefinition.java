package io.jenkins.plugins.ecsdeploy.records;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckReport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One task definition that a build has had checked, and what was found out. */
@ExportedBean(defaultVisibility = 3)
public final class CheckedDefinition {
    private String nodeId;
    private String definition;
    private String place;
    private String artifact;
    private CopyOnWriteArrayList<KeptFinding> findings;

    /**
     * @param place the service and its cluster, for people
     * @param artifact empty where there is none
     */
    CheckedDefinition(String nodeId, String place, String artifact, CheckReport report) {
        this.nodeId = nodeId;
        this.definition = report.definition();
        this.place = place;
        this.artifact = artifact;
        this.findings = new CopyOnWriteArrayList<>(
                report.findings().stream().map(KeptFinding::new).toList());
    }

    /** Fills in what another version did not write, or wrote in a way that cannot be read. */
    private Object readResolve() {
        nodeId = Util.fixNull(nodeId);
        definition = Util.fixNull(definition);
        place = Util.fixNull(place);
        artifact = Util.fixNull(artifact);
        if (findings == null) {
            findings = new CopyOnWriteArrayList<>();
        }
        findings.removeIf(Objects::isNull);
        return this;
    }

    /** The id of the step's node in the build's graph. */
    String nodeId() {
        return nodeId;
    }

    @Exported
    public String getDefinition() {
        return definition;
    }

    @Exported
    public String getPlace() {
        return place;
    }

    /** The file among the artifacts that has all of it; empty where there is none. */
    @Exported
    public String getArtifact() {
        return artifact;
    }

    @Exported
    public List<KeptFinding> getFindings() {
        return List.copyOf(findings);
    }

    /** Those that somebody should read. */
    public List<KeptFinding> getNotFine() {
        return findings.stream().filter(finding -> !finding.isFine()).toList();
    }

    /** The others. */
    public List<KeptFinding> getFine() {
        return findings.stream().filter(KeptFinding::isFine).toList();
    }
}
