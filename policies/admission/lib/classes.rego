# Storage classes, as the driver of EBS reads them.
package lib.classes

# The driver of the add-on, and the one inside EKS Auto Mode.
is_ebs if input.review.object.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com"}

# A parameter, or nothing. The driver reads their names without regard to case.
parameter(name) := concat("", [value | some key, value in input.review.object.parameters; lower(key) == lower(name)])
