package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.EntryMap;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Reads the history for a script. */
final class EcsHistoryExecution extends SynchronousNonBlockingStepExecution<List<Map<String, Object>>> {
    private static final long serialVersionUID = 1L;
    /** After a start of Jenkins; longer than it takes to read all files anew. */
    private static final int LOADED_WITHIN_SECONDS = 120;

    private final String service;
    private final String target;
    private final long since;
    private final int limit;

    EcsHistoryExecution(StepContext context, String service, String target, long since, int limit) {
        super(context);
        this.service = service;
        this.target = target;
        this.since = since;
        this.limit = limit;
    }

    @Override
    protected List<Map<String, Object>> run() throws Exception {
        DeploymentHistory history = DeploymentHistory.get();
        try {
            history.loaded().get(LOADED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AbortException("The history cannot be read yet. Jenkins' log says what it waits for");
        }
        Viewer viewer = Viewer.of(getContext().get(Run.class));
        Predicate<Entry> wanted = entry -> entry.began() >= since
                && viewer.sees(entry)
                && (target == null
                        || target.equals(viewer.targetName(entry))
                        || target.equals(viewer.fullTargetName(entry)));
        List<ServiceKey> services = history.journal().heads().stream()
                .map(Heads::service)
                .filter(key -> service == null || key.isService(service))
                .toList();
        List<Map<String, Object>> maps = new ArrayList<>();
        history.journal()
                .page(services, Optional.empty(), limit, wanted)
                .forEach(entry -> maps.add(EntryMap.of(entry, viewer)));
        return maps;
    }
}
