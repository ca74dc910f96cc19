package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** Finds the deployment group of a service: the one that is named, else by the console's names, else among all. */
final class GroupFinder {
    /** The AWS CLI cuts cluster and service for the console's names, which then fit into CodeDeploy's 100 characters. */
    private static final int LONGEST_PART = 46;

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private final BlueGreenOptions options;
    private final KnownGroups known;

    GroupFinder(DeploymentContext deployment, CodeDeployState state, KnownGroups known) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
        this.known = known;
        this.options = deployment.request().blueGreen();
    }

    /** The group as it is now. */
    DeploymentGroupInfo find() {
        if (state.group != null) {
            Optional<DeploymentGroupInfo> ours = api().group(state.application, state.group);
            if (ours.isPresent()) {
                return ours.get();
            }
        }
        DeploymentGroupInfo found = found();
        state.group(found);
        return found;
    }

    private DeploymentGroupInfo found() {
        Optional<KnownGroups.Name> before = known.of(deployment).filter(this::isWanted);
        Optional<DeploymentGroupInfo> foundBefore = before.flatMap(
                        name -> api().group(name.application(), name.group()))
                .filter(this::isOfService);
        if (before.isPresent() && foundBefore.isEmpty()) {
            known.forget(deployment);
        }
        return foundBefore.orElseGet(this::foundNow);
    }

    private boolean isWanted(KnownGroups.Name name) {
        return options.application()
                        .filter(given -> !given.equals(name.application()))
                        .isEmpty()
                && options.group().filter(given -> !given.equals(name.group())).isEmpty();
    }

    private DeploymentGroupInfo foundNow() {
        String application = options.application().orElseGet(() -> byConsole("AppECS"));
        String group = options.group().orElseGet(() -> byConsole("DgpECS"));
        Optional<DeploymentGroupInfo> found = api().group(application, group);
        boolean named = options.application().isPresent() && options.group().isPresent();
        if (named && found.isEmpty()) {
            throw new EngineException("Deployment group " + group + " of application " + application
                    + " was not found in CodeDeploy by this identity in region " + record.region()
                    + ". Check codeDeployApplication and codeDeployGroup, or leave both out to have it found");
        }
        if (named || found.filter(this::isOfService).isPresent()) {
            return found.get();
        }
        DeploymentGroupInfo searched = search(application, group);
        known.remember(deployment, new KnownGroups.Name(searched.applicationName(), searched.deploymentGroupName()));
        return searched;
    }

    /** Many calls, so only where there is no other way. */
    private DeploymentGroupInfo search(String application, String group) {
        List<String> applications = options.application()
                .map(List::of)
                .orElseGet(() -> api().applications().stream()
                        .filter(info -> info.computePlatform() == ComputePlatform.ECS)
                        .map(ApplicationInfo::applicationName)
                        .toList());
        return applications.stream()
                .flatMap(name -> api().groups(name).stream())
                .filter(info ->
                        options.group().isEmpty() || options.group().get().equals(info.deploymentGroupName()))
                .filter(this::isOfService)
                .findFirst()
                .orElseThrow(() -> new EngineException("No deployment group of CodeDeploy has service "
                        + record.service() + " in cluster " + record.cluster() + ": neither group " + group
                        + " of application " + application + ", nor one of "
                        + (applications.isEmpty()
                                ? "another application, for there is none for ECS"
                                : "application " + String.join(", ", applications))
                        + ". Create one, or name it by codeDeployApplication and codeDeployGroup"));
    }

    private boolean isOfService(DeploymentGroupInfo group) {
        return GroupRules.isOf(group, record.cluster(), record.service());
    }

    private String byConsole(String prefix) {
        return prefix + "-" + cut(Arns.shortName(record.cluster())) + "-" + cut(Arns.shortName(record.service()));
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_PART));
    }

    private CodeDeployApi api() {
        return deployment.ecs().codeDeploy();
    }
}
