package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registries that builds may talk to: this controller does not call whatever address a Jenkinsfile names. */
public final class Registries {
    private final Map<String, AllowedRegistry> byHost = new LinkedHashMap<>();

    /** @param allowed of two with the same host, the first counts */
    public Registries(List<AllowedRegistry> allowed) {
        allowed.forEach(registry -> byHost.putIfAbsent(registry.key(), registry));
    }

    /**
     * The registry of an image.
     *
     * @throws EngineException if it is not on the list
     */
    public AllowedRegistry of(ImageReference image) {
        String host = AllowedRegistry.hostOf(image);
        AllowedRegistry registry = byHost.get(host);
        if (registry == null) {
            throw new EngineException(
                    "Registry " + Shown.quote(host) + " of image " + ImageReference.shown(image.toString())
                            + " is not one of those that this Jenkins may talk to" + Nearest.hint(host, byHost.keySet())
                            + ". An administrator adds it to the registries in the global configuration of Amazon ECS Deploy");
        }
        return registry;
    }
}
