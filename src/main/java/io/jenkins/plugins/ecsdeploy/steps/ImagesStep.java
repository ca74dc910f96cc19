package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import io.jenkins.plugins.ecsdeploy.steps.images.ImagesArguments;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that deploys a task definition, with the arguments for its images beside their names: where they are taken from,
 * which content stands behind their tags, and which is to run in the end.
 */
public abstract class ImagesStep extends BlueGreenStep implements ImagesArguments {
    private static final long serialVersionUID = 1L;

    private String imagesFrom;
    private String imagesFromService;
    private Map<String, ?> expectImages;
    private boolean pinDigests;
    private Map<String, ?> registryCredentials;

    @Override
    public String getImagesFrom() {
        return imagesFrom;
    }

    @DataBoundSetter
    public void setImagesFrom(String imagesFrom) {
        this.imagesFrom = Util.fixEmptyAndTrim(imagesFrom);
    }

    @Override
    public String getImagesFromService() {
        return imagesFromService;
    }

    @DataBoundSetter
    public void setImagesFromService(String imagesFromService) {
        this.imagesFromService = Util.fixEmptyAndTrim(imagesFromService);
    }

    @Override
    public Map<String, ?> getExpectImages() {
        return expectImages;
    }

    @DataBoundSetter
    public void setExpectImages(Map<String, ?> expectImages) {
        this.expectImages = OwnCopy.of(expectImages);
    }

    @Override
    public boolean isPinDigests() {
        return pinDigests;
    }

    @DataBoundSetter
    public void setPinDigests(boolean pinDigests) {
        this.pinDigests = pinDigests;
    }

    @Override
    public Map<String, ?> getRegistryCredentials() {
        return registryCredentials;
    }

    @DataBoundSetter
    public void setRegistryCredentials(Map<String, ?> registryCredentials) {
        this.registryCredentials = OwnCopy.of(registryCredentials);
    }
}
