package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import io.jenkins.plugins.ecsdeploy.emulator.World;

/** CodeDeploy seen from inside the emulator: sets it up without API calls. */
public final class EmulatedCodeDeploy {
    private final World world;
    private final CodeDeployState state;

    /** For the state that the emulator's calls work on. */
    public EmulatedCodeDeploy(World world) {
        this.world = world;
        this.state = world.codeDeploy;
    }

    /** A deployment configuration that moves a part of the traffic first, and all of it after those minutes. */
    public EmulatedCodeDeploy canary(String name, int percentage, int minutes) {
        return add(new ConfigState(name, "ECS", Routing.canary(percentage, minutes)));
    }

    /** A deployment configuration that moves a part of the traffic every so many minutes. */
    public EmulatedCodeDeploy linear(String name, int percentage, int minutes) {
        return add(new ConfigState(name, "ECS", Routing.linear(percentage, minutes)));
    }

    /** An application of another compute platform, Server or Lambda, without groups. */
    public EmulatedCodeDeploy application(String name, String platform) {
        synchronized (world) {
            state.applications.put(name, new ApplicationState(name, world.ids.uuid(), platform, world.clock.now()));
        }
        return this;
    }

    /** Lets a group of that application deploy to the service, which is one of CodeDeploy. */
    public EmulatedGroup group(ServiceState service, String application, String name) {
        synchronized (world) {
            return new EmulatedGroup(world, new BlueGreenPlacement(state).place(service, application, name));
        }
    }

    /**
     * The group that deploys to the service.
     *
     * @throws IllegalStateException if there is none
     */
    public EmulatedGroup groupOf(ServiceState service) {
        synchronized (world) {
            GroupState group = state.groupOf(service);
            if (group == null) {
                throw new IllegalStateException("No deployment group of CodeDeploy deploys to " + service.arn);
            }
            return new EmulatedGroup(world, group);
        }
    }

    private EmulatedCodeDeploy add(ConfigState config) {
        synchronized (world) {
            state.configs.put(config.name(), config);
        }
        return this;
    }
}
