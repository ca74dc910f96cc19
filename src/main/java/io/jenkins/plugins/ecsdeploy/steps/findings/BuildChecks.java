package io.jenkins.plugins.ecsdeploy.steps.findings;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckReport;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckRequest;
import io.jenkins.plugins.ecsdeploy.engine.checks.DefinitionChecks;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.records.ChecksAction;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The checks of one step. */
public final class BuildChecks {
    private final Run<?, ?> run;
    private final TaskListener listener;
    private final String nodeId;
    private final Supplier<ImageStores> stores;

    /** @param stores where the images are looked up */
    public BuildChecks(StepContext context, Supplier<ImageStores> stores) throws IOException, InterruptedException {
        this.run = context.get(Run.class);
        this.listener = context.get(TaskListener.class);
        this.nodeId = context.get(FlowNode.class).getId();
        this.stores = stores;
    }

    /**
     * Begins. Registries may take their time, so their threads do it.
     *
     * @param log for what was found
     * @return what was found, when it has been kept with the build
     */
    public CompletableFuture<CheckReport> begin(EcsApi ecs, CheckRequest request, Consumer<String> log) {
        return new DefinitionChecks(ecs, stores, EcsRuntime.get().registryThreads())
                .run(request)
                .thenApply(report -> {
                    report.lines().forEach(log);
                    ChecksAction.keep(run, listener, nodeId, place(request), report);
                    return report;
                });
    }

    private static String place(CheckRequest request) {
        String cluster = shortName(request.cluster());
        return request.service()
                .map(service -> "service " + shortName(service) + " in cluster " + cluster)
                .orElse("cluster " + cluster);
    }

    /** Clusters and services may be given by their ARNs. */
    private static String shortName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
