package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckReport;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Keeps in the {@code build.xml} what checks of task definitions have found out; the page of the build shows it. */
@ExportedBean
public final class ChecksAction extends InvisibleAction {
    private static final Logger LOGGER = Logger.getLogger(ChecksAction.class.getName());

    private CopyOnWriteArrayList<CheckedDefinition> definitions = new CopyOnWriteArrayList<>();

    /** Another version may have written something else. What cannot be read is left out, and the rest is kept. */
    private Object readResolve() {
        if (definitions == null) {
            definitions = new CopyOnWriteArrayList<>();
        }
        definitions.removeIf(Objects::isNull);
        return this;
    }

    /** In the order in which they were checked. */
    @Exported(visibility = 2)
    public List<CheckedDefinition> getDefinitions() {
        return List.copyOf(definitions);
    }

    /**
     * Keeps what was found out, in place of what the same step has found before, and archives it.
     *
     * @param nodeId the id of the step's node in the build's graph
     * @param place the service and its cluster, for people
     */
    public static void keep(Run<?, ?> run, TaskListener listener, String nodeId, String place, CheckReport report) {
        synchronized (run) {
            ChecksAction action = run.getAction(ChecksAction.class);
            if (action == null) {
                action = new ChecksAction();
                run.addAction(action);
            }
            Optional<CheckedDefinition> before = action.definitions.stream()
                    .filter(checked -> checked.nodeId().equals(nodeId))
                    .findFirst();
            before.ifPresent(action.definitions::remove);
            String artifact = archive(run, listener, before.map(CheckedDefinition::getArtifact), report);
            action.definitions.add(new CheckedDefinition(nodeId, place, artifact, report));
            save(run);
        }
    }

    /** Of what cannot be archived nothing fails: the page has it all the same. */
    private static String archive(Run<?, ?> run, TaskListener listener, Optional<String> before, CheckReport report) {
        String name = before.filter(known -> !known.isEmpty()).orElseGet(() -> freeName(run));
        String text = Json.pretty(Json.MAPPER.valueToTree(Map.of(
                "definition", report.definition(),
                "findings", report.findings().stream().map(Finding::asMap).toList())));
        try {
            Archiving.archive(run, listener, Map.of(name, text.getBytes(StandardCharsets.UTF_8)));
            return name;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The checks of " + run + " could not be archived");
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String freeName(Run<?, ?> run) {
        List<String> taken = run.getAction(ChecksAction.class).definitions.stream()
                .map(CheckedDefinition::getArtifact)
                .toList();
        String name = "ecs-checks.json";
        for (int i = 2; taken.contains(name); i++) {
            name = "ecs-checks-" + i + ".json";
        }
        return name;
    }

    private static void save(Run<?, ?> run) {
        try {
            run.save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The checks of " + run + " could not be saved");
        }
    }
}
