import { notThere } from "@/app/_counter/answer";

// Another release, or a path that COUNTER's API does not have: 404 whatever the method (COUNTER R5.1 Appendix D).
export { notThere as GET, notThere as POST, notThere as PUT, notThere as PATCH, notThere as DELETE };
