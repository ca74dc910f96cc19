package io.jenkins.plugins.ecsdeploy.steps.checks;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckReport;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckRequest;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.Rendered;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.steps.caller.ReadingExecution;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.ImagesFile;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import io.jenkins.plugins.ecsdeploy.steps.findings.BuildChecks;
import io.jenkins.plugins.ecsdeploy.steps.images.ImagesRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code ecsVerify}. It changes nothing at AWS, so after a restart it is simply done again. */
final class EcsVerifyExecution extends ReadingExecution {
    private static final long serialVersionUID = 1L;

    private static final String FUNCTION = "ecsVerify";

    private final EcsVerifyStep step;

    EcsVerifyExecution(StepContext context, EcsVerifyStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        then(StepFiles.none(), any -> readFiles());
        return false;
    }

    private void readFiles() throws Exception {
        step.check();
        then(StepFiles.read(getContext(), FUNCTION, step.paths()), this::awaitCredentials);
    }

    private void awaitCredentials(StepFiles files) throws Exception {
        then(access().ready(), any -> check(files));
    }

    private void check(StepFiles files) throws Exception {
        BuildAccess access = access();
        EcsApi ecs = access.ecs(access.region(step.getRegion()));
        String cluster = access.cluster(step.getCluster());
        Consumer<String> log = log();
        Rendered rendered = Render.render(
                request(files, cluster), base -> new Revisions(ecs).of(base).document());
        rendered.notes().forEach(log);
        BuildChecks checks = new BuildChecks(
                getContext(), ImagesRequest.stores(step.caller(), step.getRegistryCredentials(), getContext()));
        CheckRequest request = new CheckRequest(
                rendered.document(),
                cluster,
                Optional.ofNullable(step.getService()),
                Optional.ofNullable(step.getCodeDeployApplication()),
                Optional.ofNullable(step.getCodeDeployGroup()));
        then(checks.begin(ecs, request, log), this::end);
    }

    private RenderRequest request(StepFiles files, String cluster) {
        TaskDefinitionArgument argument = TaskDefinitionArgument.of(step.getTaskDefinition(), files);
        return new RenderRequest(
                argument.text(),
                argument.base(),
                Optional.ofNullable(step.getService()).map(service -> new Base.LiveRevision(cluster, service)),
                // A rendered document may hold a literal ${…}: placeholders are for ecsRender.
                Placeholders.none(),
                step.changes(ImagesFile.read(step.getImageDefinitions(), files)),
                step.isClean(),
                step.isStrict());
    }

    private void end(CheckReport report) {
        if (step.getFailOn().equals(EcsVerifyStep.FailOn.WRONG.name())) {
            report.refuseWrong();
        }
        // Lists and maps that Pipeline can keep.
        getContext()
                .onSuccess(new ArrayList<>(
                        report.findings().stream().map(Finding::asMap).toList()));
    }

    private Consumer<String> log() throws IOException, InterruptedException {
        TaskListener listener = getContext().get(TaskListener.class);
        return line -> listener.getLogger().println("[" + FUNCTION + "] " + line);
    }

    private BuildAccess access() throws IOException, InterruptedException {
        return BuildAccess.of(getContext().get(Run.class), step.caller(), new StepSurroundings(getContext()));
    }
}
