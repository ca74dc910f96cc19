package io.jenkins.plugins.ecsdeploy.engine.deployment.plan;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Registration;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChange;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a deployment would do with one service. Made in one go; then it only tells. */
public final class DeploymentPlan {
    private final String service;
    private final String cluster;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Object> gates = new ArrayList<>();
    private final List<String> way = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private List<TaskDefinitionChange> changes = List.of();
    private PlannedAction action = PlannedAction.NOTHING;
    /** The revision to bring the service to, where it is there already. */
    private String revision;

    private String family;
    private String runs;
    private Optional<String> other = Optional.empty();

    /** @param record of a deployment that has not begun */
    public DeploymentPlan(DeploymentRecord record) {
        service = record.service();
        cluster = record.cluster();
        facts.put("service", service);
        facts.put("cluster", cluster);
        facts.put("region", record.region());
        facts.put("url", record.url());
        put("controller", record.controller());
    }

    private void put(String key, Object value) {
        if (value != null) {
            facts.put(key, value);
        }
    }

    /**
     * How the controller would replace the tasks.
     *
     * @param name as AWS calls it
     * @param inWords the name and what else there is to say
     */
    public void strategy(String name, String inWords) {
        put("strategy", name);
        way.add(inWords);
    }

    /** Something that only this controller has, for the result. */
    public void fact(String key, String value) {
        put(key, value);
    }

    /**
     * A gate on the way, at which the deployment would wait for an answer.
     *
     * @param name as the gate is called when it is reached
     * @param minutes for how long; empty: not told
     */
    public void gate(String name, Optional<Integer> minutes) {
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("name", name);
        minutes.ifPresent(count -> gate.put("minutes", count));
        gates.add(gate);
        way.add("gate " + name
                + minutes.map(count -> " (" + count + " minutes)").orElse(""));
    }

    /** Notes what a check finds wrong, and goes on. */
    public void check(Runnable check) {
        try {
            check.run();
        } catch (EngineException e) {
            problems.add(e.getMessage());
        }
    }

    /** Something that people are to know. */
    public void note(String line) {
        notes.add(line);
    }

    /** What the service runs now. */
    public void runs(String arn) {
        runs = arn;
        put("previousTaskDefinitionArn", arn);
    }

    /** What would be deployed. */
    public void revision(Registration.Found found) {
        notes.addAll(found.notes());
        target(found.live().document(), found.document());
        revision = found.revision().map(there -> there.arn()).orElse(null);
        put("taskDefinitionArn", revision);
        if (revision == null) {
            family = found.document().family().orElseThrow();
            Map<String, Object> registers = new LinkedHashMap<>();
            registers.put("family", family);
            registers.put("taskDefinition", found.document().toJson());
            put("registers", registers);
        }
    }

    private void target(TaskDefinition before, TaskDefinition after) {
        changes = TaskDefinitionDiff.changes(before, after);
        put("images", new LinkedHashMap<>(after.images()));
    }

    /**
     * The deployment in progress would be taken back.
     *
     * @param from what it brings
     * @param back what the service comes back to
     * @param backArn its ARN
     */
    public void takesBack(TaskDefinition from, TaskDefinition back, String backArn) {
        action = PlannedAction.ROLL_BACK;
        target(from, back);
        revision = backArn;
        put("taskDefinitionArn", backArn);
    }

    public void action(PlannedAction what) {
        action = what;
    }

    /** Changes of settings, in words. */
    public void settings(List<String> lines) {
        settings.addAll(lines);
    }

    /**
     * Another deployment is in progress.
     *
     * @param inWords the deployment, and what becomes of it
     */
    public void other(String inWords) {
        other = Optional.of(inWords);
    }

    /** Why it would fail, as far as that can be told before. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The plan as a step's result: texts, numbers, maps and lists only. Unknown values are absent. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", "PLANNED");
        map.put("action", action.name());
        map.putAll(facts);
        map.put("gates", new ArrayList<>(gates));
        map.put(
                "changes",
                new ArrayList<>(
                        changes.stream().map(TaskDefinitionChange::inWords).toList()));
        map.put(
                "differences",
                new ArrayList<>(
                        changes.stream().map(TaskDefinitionChange::asMap).toList()));
        map.put("settings", new ArrayList<>(settings));
        other.ifPresent(inWords -> map.put("conflict", inWords));
        map.put("problems", new ArrayList<>(problems));
        return map;
    }

    /** The plan for people, a line for each thing. Values of variables are not shown. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Plan: " + inWords());
        changes.forEach(change -> lines.add("  " + change.inWords()));
        settings.forEach(change -> lines.add("  " + change));
        lines.add("  Controller " + facts.get("controller") + (way.isEmpty() ? "" : ", " + String.join(", ", way)));
        other.ifPresent(inWords -> lines.add("  " + inWords));
        notes.forEach(note -> lines.add("  " + note));
        problems.forEach(problem -> lines.add("  It would fail: " + problem));
        return lines;
    }

    private String inWords() {
        String where = "service " + service + " in cluster " + Arns.shortName(cluster);
        switch (action) {
            case DEPLOY:
                return what() + " to " + where + ", which runs " + Arns.shortName(runs);
            case ROLL_BACK:
                return "take back the deployment in progress of " + where + ", to " + Arns.shortName(revision);
            case FOLLOW:
                return "follow the deployment in progress of " + where + ", which brings it to "
                        + Arns.shortName(revision) + " already";
            case UPDATE:
                return "change settings of " + where + ", for which no deployment begins";
            default:
                return "nothing is to be done, for " + where + " runs " + Arns.shortName(runs) + ", which is the same";
        }
    }

    private String what() {
        if (revision == null) {
            return "register a revision of family " + family + " and deploy it";
        }
        return "deploy " + Arns.shortName(revision) + (revision.equals(runs) ? " anew" : "");
    }
}
