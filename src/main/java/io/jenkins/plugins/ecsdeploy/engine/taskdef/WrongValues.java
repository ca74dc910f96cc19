package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;

/** Values that ECS does not take by their shape or type, as the SDK's own model of RegisterTaskDefinition has them. */
public final class WrongValues {
    private WrongValues() {}

    /** @throws EngineException that names all of them, with their paths and what is expected */
    public static void refuse(TaskDefinition definition) {
        refuse(definition.place() + ": ", ModelWalk.through(definition.json()));
    }

    /** @param place goes in front of the paths */
    public static void refuse(String place, ModelWalk walk) {
        List<String> wrong = walk.wrongValues();
        if (!wrong.isEmpty()) {
            throw new EngineException(place + String.join("\n  ", wrong));
        }
    }
}
