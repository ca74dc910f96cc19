package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Everything that CodeDeploy has in this account and region; finds it by name, and refuses what is not there. */
public final class CodeDeployState {
    private static final Pattern ID = Pattern.compile("d-[A-Z0-9]{9}");
    /** Only so that a world that runs for long does not grow for ever; CodeDeploy has no such limit. */
    private static final int HISTORY = 1_000;

    final World world;
    final Map<String, ApplicationState> applications = new LinkedHashMap<>();
    final Map<String, ConfigState> configs = ConfigState.predefined();
    final Endings endings;
    private final Map<String, CodeDeployment> deployments = new HashMap<>();

    /** For the world that this is a part of. */
    public CodeDeployState(World world) {
        this.world = world;
        this.endings = new Endings(world.taskSets, new Rollbacks(this, world.taskSets));
    }

    ApplicationState application(String name) {
        if (name == null || name.isEmpty()) {
            throw AwsError.of("ApplicationNameRequiredException", "Application name is required.");
        }
        // API page ApplicationName: 1 to 100 characters.
        if (name.length() > 100) {
            throw AwsError.of("InvalidApplicationNameException", "Application name is too long: " + name);
        }
        ApplicationState application = applications.get(name);
        if (application == null) {
            throw AwsError.of("ApplicationDoesNotExistException", "No application found for name: " + name);
        }
        return application;
    }

    GroupState group(ApplicationState application, String name) {
        if (name == null || name.isEmpty()) {
            throw AwsError.of("DeploymentGroupNameRequiredException", "Deployment group name is required.");
        }
        if (name.length() > 100) {
            throw AwsError.of("InvalidDeploymentGroupNameException", "Deployment group name is too long: " + name);
        }
        GroupState group = application.groups.get(name);
        if (group == null) {
            throw AwsError.of("DeploymentGroupDoesNotExistException", "No Deployment Group found for name: " + name);
        }
        world.upToDate(group.service);
        return group;
    }

    /** The group that deploys to the service, or null; an ECS service has one at most. */
    GroupState groupOf(ServiceState service) {
        return applications.values().stream()
                .flatMap(application -> application.groups.values().stream())
                .filter(group -> group.service == service)
                .findFirst()
                .orElse(null);
    }

    ConfigState config(String name) {
        if (name == null || name.isEmpty()) {
            throw AwsError.of("DeploymentConfigNameRequiredException", "Deployment configuration name is required.");
        }
        if (name.length() > 100) {
            throw AwsError.of("InvalidDeploymentConfigNameException", "Configuration name is too long: " + name);
        }
        ConfigState config = configs.get(name);
        if (config == null) {
            throw AwsError.of(
                    "DeploymentConfigDoesNotExistException", "No Deployment Configuration found for name: " + name);
        }
        return config;
    }

    CodeDeployment deployment(String id) {
        CodeDeployment deployment = find(id);
        if (deployment == null) {
            throw AwsError.of("DeploymentDoesNotExistException", "The deployment " + id + " could not be found");
        }
        return deployment;
    }

    /** The deployment, brought up to date, or null. */
    CodeDeployment find(String id) {
        if (id == null || id.isEmpty()) {
            throw AwsError.of("DeploymentIdRequiredException", "Deployment ID is required.");
        }
        if (!ID.matcher(id).matches()) {
            throw AwsError.of(
                    "InvalidDeploymentIdException", "Specified DeploymentId is not in the valid format: " + id);
        }
        CodeDeployment deployment = deployments.get(id);
        if (deployment != null) {
            world.upToDate(deployment.service());
        }
        return deployment;
    }

    /** Notes a new deployment down, without beginning it. */
    CodeDeployment add(
            GroupState group, RevisionState revision, ConfigState config, String creator, ObjectNode request) {
        return add(group, revision, config, creator, request, group.service.agenda.now());
    }

    CodeDeployment add(
            GroupState group,
            RevisionState revision,
            ConfigState config,
            String creator,
            ObjectNode request,
            Instant at) {
        CodeDeployment deployment =
                new CodeDeployment(group, world.ids.codeDeployment(), revision, config, creator, request, at);
        revision.used(group.name, deployment.createTime);
        group.deployments.addFirst(deployment);
        deployments.put(deployment.id, deployment);
        if (group.deployments.size() > HISTORY) {
            deployments.remove(group.deployments.removeLast().id);
        }
        return deployment;
    }

    void begin(CodeDeployment deployment) {
        new DeploymentRun(deployment, world.taskSets, endings).begin();
    }
}
