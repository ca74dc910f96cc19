package io.jenkins.plugins.ecsdeploy.records;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the page of a build shows of one deployment. All of it is text, which the page escapes. */
public final class DeploymentCard {
    /** As the engine tells how many tasks there are. */
    private static final Pattern TASKS = Pattern.compile("(\\d+) of (\\d+) tasks running");

    private final BuildDeployment begun;
    private final BuildDeployment deployment;
    private final DeploymentRecord record;

    DeploymentCard(BuildDeployment deployment) {
        this(deployment, deployment);
    }

    private DeploymentCard(BuildDeployment begun, BuildDeployment deployment) {
        this.begun = begun;
        this.deployment = deployment;
        this.record = deployment.record();
    }

    /** The same deployment, as the step of a gate followed it. */
    DeploymentCard followedBy(BuildDeployment gate) {
        return new DeploymentCard(begun, gate);
    }

    /** It has come to a gate, where another step may go on with it. */
    boolean hasGates() {
        return record.gate().number() > 0;
    }

    /** The deployment and what became of it, in one line. */
    public String getSummary() {
        return deployment.summary();
    }

    /** Whether it is still to change. */
    public boolean isOpen() {
        return record.phase() != Phase.ENDED;
    }

    public String getKind() {
        return isOpen() ? "going" : record.status().isGood() ? "good" : "bad";
    }

    /** Who carries it out, and how; null while that is not known. */
    @CheckForNull
    public String getWay() {
        String way = Stream.of(record.controller(), record.strategy(), record.deploymentInWords())
                .filter(word -> word != null)
                .collect(Collectors.joining(" · "));
        return way.isEmpty() ? null : way;
    }

    /** From which revision to which; null while that is not known. */
    @CheckForNull
    public String getRevisions() {
        if (record.taskDefinitionArn() == null) {
            return null;
        }
        String to = Arns.shortName(record.taskDefinitionArn());
        return record.previousTaskDefinitionArn() == null
                ? to
                : Arns.shortName(record.previousTaskDefinitionArn()) + " → " + to;
    }

    /** By container. */
    public Map<String, String> getImages() {
        return record.images();
    }

    public List<String> getChanges() {
        return begun.record().changes();
    }

    /** Where it stands, while it goes on. */
    @CheckForNull
    public String getProgress() {
        // Where it waits at a gate, the summary says so.
        return isOpen() && record.gate().open().isEmpty() ? Outcome.inWords(record) : null;
    }

    /** How much of the tasks runs, in percent; null where that is not told. */
    @CheckForNull
    public Integer getShare() {
        if (!record.isBegun() || record.gate().open().isPresent()) {
            return null;
        }
        Matcher tasks = TASKS.matcher(Outcome.inWords(record));
        if (!tasks.find() || Integer.parseInt(tasks.group(2)) == 0) {
            return null;
        }
        return Math.min(100, 100 * Integer.parseInt(tasks.group(1)) / Integer.parseInt(tasks.group(2)));
    }

    /** Why it failed. */
    @CheckForNull
    public String getReason() {
        if (record.status().isGood()) {
            return null;
        }
        return record.lastWord() == null ? record.failure() : record.lastWord();
    }

    /** The history of the service, below Jenkins. */
    public String getHistory() {
        return "ecs/service/" + Util.rawEncode(Arns.shortName(record.service())) + "/";
    }

    public String getConsole() {
        return record.url();
    }

    /** The artifact that says why it failed. */
    @CheckForNull
    public String getEvidence() {
        return record.aftercare().evidenceFile();
    }

    public List<String> getAfterwards() {
        return deployment.afterwards();
    }
}
