import { defineConverter } from '../../src/convert/converter.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Galleries of archived images. Source: Image Gallery plugin, ArchivedImagesGallery and its relatives. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.imagegallery.ImageGalleryRecorder',
  section: 'publishers',
  plugin: 'image-gallery',
  summary: 'Shows archived images; that there are none can make the build UNSTABLE',
  becomes: 'nothing, or role archive-artifacts where there have to be images',
  grade: 'approximate',
  findings: { display: 'A gallery has no counterpart: the images lie with the artifacts of the build.' },
  convert(input, notes) {
    const galleries = input.child('imageGalleries')?.children() ?? [];
    const post = galleries.flatMap((gallery) => {
      const decides = gallery.booleanOf('markBuildAsUnstableIfNoArchivesFound');
      const include = gallery.child('includes');
      if (decides && include !== undefined) return keepReport('Keep images', include.text(), gallery, false);
      gallery.child('markBuildAsUnstableIfNoArchivesFound')?.judgeAll('dropped');
      return [];
    });
    leaveOutRest(input, (first) => notes.dropped('display', first));
    return { post };
  },
});
