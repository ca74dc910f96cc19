package io.jenkins.plugins.ecsdeploy.engine.render;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Images that run elsewhere, for the containers of the same names.
 *
 * @param from where they run, in words
 * @param revision ARN of the task definition that they are of; null: not known
 * @param images by container, all that there are; one without a digest is there, but cannot be taken over
 */
public record TakenImages(String from, String revision, Map<String, String> images) {
    /**
     * The document with these images, but for the containers whose images the changes give.
     *
     * @throws EngineException if a container is missing here or there, if the digest of one is not known, or if the changes
     *     would give all of them another tag
     */
    TaskDefinition into(TaskDefinition document, TaskDefinitionChanges changes) {
        if (changes.hasTagForAllOthers()) {
            throw new EngineException("tag would give a tag to all containers whose images imagesFrom takes over."
                    + " Keep one of the two, or name the containers by tags");
        }
        Set<String> named = changes.containersWithImages();
        compare(document, named);
        Map<String, String> taken = new LinkedHashMap<>();
        for (String container : document.containerNames()) {
            if (!named.contains(container)) {
                taken.put(container, pinned(container));
            }
        }
        return document.withImages(taken);
    }

    private void compare(TaskDefinition document, Set<String> named) {
        List<String> here = document.containerNames();
        List<String> onlyHere = here.stream()
                .filter(name -> !images.containsKey(name) && !named.contains(name))
                .toList();
        List<String> onlyThere =
                images.keySet().stream().filter(name -> !here.contains(name)).toList();
        if (onlyHere.isEmpty() && onlyThere.isEmpty()) {
            return;
        }
        throw new EngineException("imagesFrom: the containers of " + document.place() + " are " + Shown.names(here)
                + ", and those of " + from + " are " + Shown.names(images.keySet()) + "."
                + remedy(
                        onlyHere,
                        " is missing there. Give its image by images",
                        " are missing there. Give their images by" + " images")
                + remedy(
                        onlyThere,
                        " is missing here. Add it to the task definition",
                        " are missing here. Add them to the" + " task definition"));
    }

    private static String remedy(Collection<String> names, String one, String several) {
        return names.isEmpty() ? "" : " " + Shown.names(names) + (names.size() == 1 ? one : several) + ".";
    }

    private String pinned(String container) {
        String image = images.get(container);
        if (ImageReference.parse(image).digest().isEmpty()) {
            throw new EngineException("The image of container " + Shown.name(container) + " of " + from + " is " + image
                    + ", and ECS does not tell which digest it has found for it: no task has run with it yet, or its"
                    + " tasks have different ones. Give the image by images, or deploy there again");
        }
        return image;
    }
}
