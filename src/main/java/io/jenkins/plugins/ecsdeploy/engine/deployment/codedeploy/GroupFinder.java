package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** Finds the deployment group of a service: the one that is named, else by the console's names, else among all. */
final class GroupFinder {
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
        ServiceGroup wanted = wanted();
        return wanted.findNamed().orElseGet(() -> {
            DeploymentGroupInfo searched = wanted.search();
            known.remember(
                    deployment, new KnownGroups.Name(searched.applicationName(), searched.deploymentGroupName()));
            return searched;
        });
    }

    private ServiceGroup wanted() {
        return new ServiceGroup(
                api(), record.region(), record.cluster(), record.service(), options.application(), options.group());
    }

    private boolean isOfService(DeploymentGroupInfo group) {
        return wanted().isOurs(group);
    }

    private CodeDeployApi api() {
        return deployment.ecs().codeDeploy();
    }
}
