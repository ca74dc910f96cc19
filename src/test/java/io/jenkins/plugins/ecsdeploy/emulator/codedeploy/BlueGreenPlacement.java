package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Puts an application and a group around a service, to which CodeDeploy has deployed before. */
final class BlueGreenPlacement {
    private final CodeDeployState state;

    BlueGreenPlacement(CodeDeployState state) {
        this.state = state;
    }

    GroupState place(ServiceState service, String application, String group) {
        World world = state.world;
        Instant then = service.createdAt;
        ApplicationState owner = state.applications.computeIfAbsent(
                application, name -> new ApplicationState(name, world.ids.uuid(), "ECS", then));
        if (owner.groups.containsKey(group)) {
            throw new IllegalArgumentException("The application " + application + " has a group " + group);
        }
        JsonNode balancer = service.settings.path("loadBalancers").path(0);
        String live = balancer.path("targetGroupArn").asText();
        String spare = world.arns.targetGroup(service.name + "-green");
        GroupState placed = new GroupState(owner, group, world.ids.uuid(), service, world.arns, List.of(live, spare));
        owner.groups.put(group, placed);
        String content = AppSpec.of(world.taskSets.primary(service).taskDefinitionArn(), balancer);
        RevisionState revision = new Revisions(world).register(owner, content, null);
        CodeDeployment done = state.add(placed, revision, state.config(placed.configName), "user", Json.object(), then);
        done.startTime = then;
        done.events.forEach(event -> event.end("Succeeded", then));
        done.greenWeight = 100;
        done.gatePassed = true;
        done.green = world.taskSets.primary(service);
        done.green.externalId = done.id;
        done.status = Status.Succeeded;
        done.completeTime = then.plus(Duration.ofMinutes(1));
        return placed;
    }
}
