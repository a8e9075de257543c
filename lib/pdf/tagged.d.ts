// What pdfkit 0.20 takes and its types do not know.
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** Of a heading cell. */
    scope?: "Column" | "Row";
    /** Of a figure: left, top, right and bottom. */
    bbox?: number[];
    placement?: "Block" | "Inline";
  }
  interface AnnotationOption {
    /** The element that the annotation belongs to. */
    structParent?: PDFStructureElement;
  }
}
